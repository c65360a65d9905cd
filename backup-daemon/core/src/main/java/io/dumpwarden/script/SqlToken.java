package io.dumpwarden.script;

import java.util.Locale;

/**
 * A word, a sign, or what stands in quotes.
 *
 * @param text without the quotes
 * @param quote what it stands in; {@link #BARE} for none
 * @param start where it begins in the statement, quotes included
 * @param end behind it
 */
public record SqlToken(String text, char quote, int start, int end) {

  static final char BARE = '\0';

  public boolean quoted() {
    return quote != BARE;
  }

  /** As a keyword; empty where it cannot be one. */
  public String keyword() {
    return quoted() ? "" : text.toUpperCase(Locale.ROOT);
  }

  boolean is(String keyword) {
    return keyword().equals(keyword);
  }
}
