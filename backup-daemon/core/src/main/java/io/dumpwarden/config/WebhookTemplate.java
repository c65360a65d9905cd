package io.dumpwarden.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of a generic webhook: text with names such as <code>{{title}}</code> in it. It has no
 * conditions, loops or calls, and a value is never read as a template itself. {@code json} stands
 * for the whole notice and is put in as it is; every other value is escaped for the content type.
 */
public final class WebhookTemplate {

  /** What a template may name. */
  public static final Set<String> NAMES =
      Set.of(
          "json",
          "title",
          "text",
          "kind",
          "event",
          "severity",
          "key",
          "server",
          "schedule",
          "storage",
          "database",
          "run_id",
          "at",
          "since",
          "channel");

  private static final String WHOLE = "json";
  private static final Pattern NAME = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

  private final String text;

  private WebhookTemplate(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException naming what no template may name
   */
  public static WebhookTemplate parse(String text) {
    List<String> unknown =
        NAME.matcher(text)
            .results()
            .map(found -> found.group(1).strip())
            .filter(name -> !NAMES.contains(name))
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "{{%s}} is not known; known are %s"
              .formatted(unknown.get(0), String.join(", ", new TreeSet<>(NAMES))));
    }
    return new WebhookTemplate(text);
  }

  /** Fills the names in; what has no value becomes empty. */
  public String fill(Map<String, String> values, WebhookContent content) {
    UnaryOperator<String> escape = content::escape;
    List<String> parts = new ArrayList<>();
    Matcher names = NAME.matcher(text);
    int done = 0;
    while (names.find()) {
      parts.add(text.substring(done, names.start()));
      String name = names.group(1).strip();
      String value = values.getOrDefault(name, "");
      parts.add(name.equals(WHOLE) && content.isJson() ? value : escape.apply(value));
      done = names.end();
    }
    parts.add(text.substring(done));
    return String.join("", parts);
  }
}
