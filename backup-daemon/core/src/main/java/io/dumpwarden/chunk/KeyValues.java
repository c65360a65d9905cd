package io.dumpwarden.chunk;

import java.util.List;

/**
 * How a key column's values are read, written as SQL, and guessed. A value is text, as {@link
 * #reading} gives it.
 */
interface KeyValues {

  /** SQL that reads the column as text. */
  String reading(String quotedColumn);

  /** SQL that compares with the column as the value itself does, and uses the key. */
  String literal(String value);

  /**
   * Values that may lie above {@code min} and not above {@code max}, the best guess first; rows
   * need not have them.
   *
   * @param fraction of the way, above 0 and below 1
   */
  List<String> between(String min, String max, double fraction);

  /** Whether {@link #between} knows the server's order, so that its values do lie there. */
  boolean exact();

  /** Whether {@link #literal} may be trusted with it. */
  default boolean isComparable(String value) {
    return true;
  }

  /** Whether it may be shown: what people typed is not. */
  default boolean showable() {
    return true;
  }
}
