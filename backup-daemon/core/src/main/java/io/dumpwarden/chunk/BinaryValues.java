package io.dumpwarden.chunk;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Bytes, which compare as such; read as hex digits. */
record BinaryValues() implements KeyValues {

  /** More are not needed to tell halves. */
  private static final int DIGITS = 8;

  @Override
  public String reading(String quotedColumn) {
    return "HEX(" + quotedColumn + ")";
  }

  @Override
  public String literal(String value) {
    return "x'" + value + "'";
  }

  @Override
  public List<String> between(String min, String max, double fraction) {
    HexFormat hex = HexFormat.of().withUpperCase();
    byte[] guess = between(hex.parseHex(min), hex.parseHex(max), fraction);
    return List.of(hex.formatHex(guess));
  }

  /** Above {@code min}, and not above {@code max}, nor longer. */
  static byte[] between(byte[] min, byte[] max, double fraction) {
    int same = Arrays.mismatch(min, max);
    int digits = Math.min(DIGITS, max.length - same);
    BigInteger low = number(min, same, digits);
    BigInteger high = number(max, same, digits);
    if (low.equals(high)) {
      return max;
    }
    byte[] number = IntegerValues.between(low, high, fraction).toByteArray();
    byte[] guess = Arrays.copyOf(max, same + digits);
    for (int i = 1; i <= digits; i++) {
      guess[same + digits - i] = i <= number.length ? number[number.length - i] : 0;
    }
    return guess;
  }

  /** Zeros stand for what is missing. */
  private static BigInteger number(byte[] value, int from, int digits) {
    return new BigInteger(1, Arrays.copyOfRange(value, from, from + digits));
  }

  @Override
  public boolean exact() {
    return true;
  }

  @Override
  public boolean showable() {
    return false;
  }
}
