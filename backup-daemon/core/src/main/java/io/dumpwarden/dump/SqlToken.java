package io.dumpwarden.dump;

import java.util.Locale;

/**
 * A word, a sign, or what stands in quotes.
 *
 * @param text without the quotes
 */
record SqlToken(String text, boolean quoted) {

  /** As a keyword; empty where it cannot be one. */
  String keyword() {
    return quoted ? "" : text.toUpperCase(Locale.ROOT);
  }
}
