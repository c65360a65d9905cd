package io.dumpwarden.rows;

import java.math.BigInteger;

/**
 * The decimal number of the fewest digits that is read back as a given double, found without
 * arithmetic of more than 128 bits: Raffaele Giulietti, "The Schubfach way to render doubles".
 * Java's own way takes several times as long, and leaves objects behind.
 */
final class ShortestDecimal {

  private static final int FRACTION_BITS = 52;
  private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
  private static final long FRACTION = HIDDEN_BIT - 1;
  private static final int EXPONENT_BIAS = 1075;
  private static final int LEAST_EXPONENT = 1 - EXPONENT_BIAS;

  /** Decimal exponents of the least and the greatest double. */
  private static final int LEAST_POWER = -324;

  private static final int GREATEST_POWER = 292;
  private static final double LOG10_2 = Math.log10(2);
  private static final double LOG10_3_QUARTERS = Math.log10(0.75);
  private static final double LOG2_10 = Math.log(10) / Math.log(2);

  /** Negative powers of ten, scaled to 126 bits and rounded up, in halves of 63 bits. */
  private static final long[] HIGH = new long[GREATEST_POWER - LEAST_POWER + 1];

  private static final long[] LOW = new long[HIGH.length];
  private static final int POWER_BITS = 126;
  private static final int HALF_BITS = 63;

  static {
    for (int power = LEAST_POWER; power <= GREATEST_POWER; power++) {
      BigInteger scaled = scaledPower(-power);
      HIGH[power - LEAST_POWER] = scaled.shiftRight(HALF_BITS).longValueExact();
      LOW[power - LEAST_POWER] = scaled.longValue() & Long.MAX_VALUE;
    }
  }

  private ShortestDecimal() {}

  /**
   * @param value positive and finite
   * @return where it stopped to write
   */
  static int write(double value, byte[] to, int next) {
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & FRACTION;
    int biased = (int) (bits >>> FRACTION_BITS);
    if (biased == 0) {
      return write(fraction, LEAST_EXPONENT, false, to, next);
    }
    boolean uneven = fraction == 0 && biased > 1;
    return write(fraction | HIDDEN_BIT, biased - EXPONENT_BIAS, uneven, to, next);
  }

  /**
   * Of significand times two to the exponent.
   *
   * @param uneven whether the double below is nearer than the one above
   */
  private static int write(long significand, int exponent, boolean uneven, byte[] to, int next) {
    int power = (int) Math.floor(exponent * LOG10_2 + (uneven ? LOG10_3_QUARTERS : 0));
    int shift = exponent + (int) Math.floor(-power * LOG2_10) + 2;
    long high = HIGH[power - LEAST_POWER];
    long low = LOW[power - LEAST_POWER];
    long four = significand << 2;
    long below = scaled(high, low, four - (uneven ? 1 : 2) << shift);
    long middle = scaled(high, low, four << shift);
    long above = scaled(high, low, four + 2 << shift);
    long open = significand & 1;
    long floor = middle >> 2;
    long tens = floor / 10 * 10;
    boolean tensIn = below + open <= tens << 2;
    boolean nextTensIn = (tens + 10 << 2) + open <= above;
    if (floor >= 100 && tensIn != nextTensIn) {
      return RealDigits.decimal(tensIn ? tens : tens + 10, power, to, next);
    }
    boolean floorIn = below + open <= floor << 2;
    boolean ceilingIn = (floor + 1 << 2) + open <= above;
    long side = middle - (2 * floor + 1 << 1);
    boolean down = floorIn != ceilingIn ? floorIn : side < 0 || side == 0 && (floor & 1) == 0;
    return RealDigits.decimal(down ? floor : floor + 1, power, to, next);
  }

  /** The product without its last 127 bits; the last bit left says whether they were all zero. */
  private static long scaled(long high, long low, long factor) {
    long carried = Math.multiplyHigh(low, factor);
    long lower = high * factor;
    long upper = Math.multiplyHigh(high, factor);
    long sum = (lower >>> 1) + carried;
    long whole = upper + (sum >>> HALF_BITS);
    return whole | (sum & Long.MAX_VALUE) + Long.MAX_VALUE >>> HALF_BITS;
  }

  private static BigInteger scaledPower(int power) {
    BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
    if (power >= 0) {
      int excess = ten.bitLength() - POWER_BITS;
      BigInteger cut = excess > 0 ? ten.shiftRight(excess) : ten.shiftLeft(-excess);
      return cut.add(BigInteger.ONE);
    }
    int shift = POWER_BITS + ten.bitLength() - 1;
    BigInteger quotient = BigInteger.ONE.shiftLeft(shift).divide(ten);
    return quotient.add(BigInteger.ONE);
  }
}
