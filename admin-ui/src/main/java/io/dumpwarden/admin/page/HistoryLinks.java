package io.dumpwarden.admin.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses with names in them, whatever the names are. */
public final class HistoryLinks {

  private HistoryLinks() {}

  /** {@code /servers/NAME}. */
  public static String to(String folder, String name) {
    return folder + "/" + encoded(name);
  }

  /** {@code /backups?server=NAME}. */
  public static String address(String path, Map<String, String> words) {
    return words.isEmpty()
        ? path
        : words.entrySet().stream()
            .map(word -> word(word.getKey(), word.getValue()))
            .collect(Collectors.joining("&", path + "?", ""));
  }

  /** One word of a query. */
  static String word(String name, String value) {
    return encoded(name) + "=" + encoded(value);
  }

  /** A name as part of an address. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
