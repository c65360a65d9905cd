package io.dumpwarden.chunk;

/**
 * Texts between two others, about as far as asked. Collations differ, and rows decide in the end
 * what a guess was worth.
 */
final class TextGuess {

  /** As most collations order what is no letter, before all letters. */
  private static final String SIGNS = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

  private static final int LETTERS = 26;
  private static final int RANKS = SIGNS.length() + LETTERS;

  private TextGuess() {}

  /** As if upper and lower case were one. */
  static String byAlphabet(int[] low, int[] high, double fraction) {
    int same = 0;
    while (same < Math.min(low.length, high.length) && rank(low, same) == rank(high, same)) {
      same++;
    }
    double from = place(low, same);
    double to = place(high, same);
    double guess = from + (to - from) * fraction;
    boolean upper = same < high.length && Character.isUpperCase(high[same]);
    int first = (int) Math.floor(guess);
    String head = new String(high, 0, Math.min(same, high.length));
    if (first > rank(low, same) || same + 1 >= Math.max(low.length, high.length)) {
      return head + symbol(Math.max(first, 0), upper);
    }
    return head
        + symbol(Math.max(first, 0), upper)
        + symbol((int) ((guess - first) * RANKS), upper);
  }

  /** As binary collations do. */
  static String byCodePoint(int[] low, int[] high, double fraction) {
    int same = same(low, high);
    if (same >= high.length) {
      return "";
    }
    int from = same < low.length ? low[same] : 0;
    int guess = from + Math.max(1, (int) ((high[same] - from) * fraction));
    boolean half = guess >= Character.MIN_SURROGATE && guess <= Character.MAX_SURROGATE;
    return new String(high, 0, same)
        + Character.toString(half ? Character.MAX_SURROGATE + 1 : guess);
  }

  /** The shorter start of the higher one that the lower one has not. */
  static String firstDifference(int[] low, int[] high) {
    return new String(high, 0, Math.min(same(low, high) + 1, high.length));
  }

  private static int same(int[] low, int[] high) {
    int same = 0;
    while (same < Math.min(low.length, high.length) && low[same] == high[same]) {
      same++;
    }
    return same;
  }

  /** With what follows as a fraction. */
  private static double place(int[] text, int at) {
    return rank(text, at) + Math.min(Math.max(rank(text, at + 1), 0), RANKS - 1) / (double) RANKS;
  }

  private static int rank(int[] text, int at) {
    if (at >= text.length) {
      return -1;
    }
    int lower = Character.toLowerCase(text[at]);
    if (lower >= 'a' && lower <= 'z') {
      return SIGNS.length() + lower - 'a';
    }
    return lower < 0x80 ? SIGNS.indexOf(lower) : RANKS + lower - 0x80;
  }

  private static String symbol(int rank, boolean upper) {
    if (rank < SIGNS.length()) {
      return SIGNS.substring(rank, rank + 1);
    }
    int letter = rank < RANKS ? 'a' + rank - SIGNS.length() : rank - RANKS + 0x80;
    if (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE) {
      letter = Character.MAX_SURROGATE + 1;
    }
    return Character.toString(upper ? Character.toUpperCase(letter) : letter);
  }
}
