package io.dumpwarden.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** The content types that a webhook's body may have, and how values are put into each. */
public enum WebhookContent {
  JSON,
  FORM,
  TEXT;

  private static final Pattern JSON_TYPE = Pattern.compile("application/([a-z0-9.-]+\\+)?json");
  private static final Pattern UTF_8 = Pattern.compile("; ?charset=utf-8$");

  /**
   * @param type a content type; its charset can only be UTF-8, which bodies are in
   * @throws IllegalArgumentException for one that values cannot be escaped for
   */
  public static WebhookContent of(String type) {
    String lower = UTF_8.matcher(type.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    if (JSON_TYPE.matcher(lower).matches()) {
      return JSON;
    }
    return switch (lower) {
      case "application/x-www-form-urlencoded" -> FORM;
      case "text/plain" -> TEXT;
      default ->
          throw new IllegalArgumentException(
              "must be application/json (or application/…+json),"
                  + " application/x-www-form-urlencoded or text/plain");
    };
  }

  public boolean isJson() {
    return this == JSON;
  }

  /** The value as it may stand there: in JSON, between quotes that the template has. */
  String escape(String value) {
    return switch (this) {
      case JSON -> json(value);
      case FORM -> URLEncoder.encode(value, StandardCharsets.UTF_8);
      case TEXT -> value;
    };
  }

  private static String json(String value) {
    StringBuilder out = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
