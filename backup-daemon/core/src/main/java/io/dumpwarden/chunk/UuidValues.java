package io.dumpwarden.chunk;

import java.math.BigInteger;
import java.util.List;

/**
 * MariaDB's type UUID. It orders most versions by their last group first and the first one last,
 * and some as they are written, so that guesses are made for both.
 */
record UuidValues() implements KeyValues {

  /** Where the groups of the written form begin and end, without the dashes. */
  private static final int[][] GROUPS = {{20, 32}, {16, 20}, {12, 16}, {8, 12}, {0, 8}};

  @Override
  public String reading(String quotedColumn) {
    return "CAST(" + quotedColumn + " AS CHAR)";
  }

  @Override
  public String literal(String value) {
    return "'" + value + "'";
  }

  @Override
  public List<String> between(String min, String max, double fraction) {
    String low = min.replace("-", "");
    String high = max.replace("-", "");
    return List.of(
        dashed(straight(guess(turned(low), turned(high), fraction))),
        dashed(guess(low, high, fraction)));
  }

  private static String guess(String first, String second, double fraction) {
    BigInteger one = new BigInteger(first, 16);
    BigInteger other = new BigInteger(second, 16);
    BigInteger guess = IntegerValues.between(one.min(other), one.max(other), fraction);
    return "%032x".formatted(guess);
  }

  private static String turned(String digits) {
    StringBuilder turned = new StringBuilder();
    for (int[] group : GROUPS) {
      turned.append(digits, group[0], group[1]);
    }
    return turned.toString();
  }

  private static String straight(String turned) {
    return turned.substring(24)
        + turned.substring(20, 24)
        + turned.substring(16, 20)
        + turned.substring(12, 16)
        + turned.substring(0, 12);
  }

  private static String dashed(String digits) {
    return String.join(
        "-",
        digits.substring(0, 8),
        digits.substring(8, 12),
        digits.substring(12, 16),
        digits.substring(16, 20),
        digits.substring(20));
  }

  @Override
  public boolean exact() {
    return false;
  }
}
