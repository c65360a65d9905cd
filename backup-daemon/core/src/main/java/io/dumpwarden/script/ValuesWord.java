package io.dumpwarden.script;

/** Finds the word VALUES, in any case, outside of quotes. */
final class ValuesWord {

  private static final String WORD = "VALUES";

  private int seen;

  void reset() {
    seen = 0;
  }

  /** Whether it has just ended. */
  boolean endsBefore(byte b, byte last) {
    if (seen == WORD.length()) {
      seen = 0;
      return !isPartOfWords(b);
    }
    if ((b & 0xdf) == WORD.charAt(seen) && (seen > 0 || !isPartOfWords(last))) {
      seen++;
    } else {
      seen = 0;
    }
    return false;
  }

  private static boolean isPartOfWords(byte b) {
    return b < 0 || b == '_' || b == '$' || Character.isLetterOrDigit(b);
  }
}
