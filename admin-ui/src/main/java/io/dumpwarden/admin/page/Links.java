package io.dumpwarden.admin.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of pages, whatever is in the names that they carry. */
public record Links(String text) {

  /**
   * @param path below the root, without anything that needs escaping
   */
  public static Links to(String path) {
    return new Links(path);
  }

  /** The address of a thing by its name: {@code /servers/shop}. */
  public static String of(String path, String name) {
    return path + "/" + encoded(name);
  }

  /** With a parameter more, where it says anything. */
  public Links with(String name, String value) {
    return value.isEmpty()
        ? this
        : new Links(text + (text.contains("?") ? "&" : "?") + name + "=" + encoded(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
