package io.dumpwarden.chunk;

import java.math.BigInteger;
import java.util.List;

/**
 * MariaDB's type UUID. It orders most versions by their last group first and the first one last,
 * and some as they are written, so that guesses are made for both.
 */
record UuidValues() implements KeyValues {

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

  /** As it is ordered: its groups from last to first. */
  private static String turned(String digits) {
    return digits.substring(20)
        + digits.substring(16, 20)
        + digits.substring(12, 16)
        + digits.substring(8, 12)
        + digits.substring(0, 8);
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
