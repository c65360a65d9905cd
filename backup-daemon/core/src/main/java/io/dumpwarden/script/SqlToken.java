package io.dumpwarden.script;

import java.util.Locale;

/**
 * A word, a sign, or what stands in quotes.
 *
 * @param text without the quotes
 */
public record SqlToken(String text, boolean quoted) {

  /** As a keyword; empty where it cannot be one. */
  public String keyword() {
    return quoted ? "" : text.toUpperCase(Locale.ROOT);
  }
}
