package io.dumpwarden.rows;

/** Floating-point numbers so that servers read the same bits back. */
final class RealDigits {

  /** Powers of ten, as far as the common numbers of decimals need them. */
  private static final double[] TENS = {1, 1e2, 1e4, 1e6, 1e9, 1e12};

  private static final int[] DECIMALS = {0, 2, 4, 6, 9, 12};

  /** Of a double: with more it takes less to find all digits at once. */
  private static final int TRIES = 3;

  /** Whole numbers up to here, and their neighbours, are exact. */
  private static final double EXACT = 1L << 53;

  /** Servers cut what has more decimals, unless there is an exponent. */
  private static final int MOST_DECIMALS = 18;

  /** Of whole numbers without an exponent. */
  private static final int MOST_ZEROS = 15;

  private static final int LONG_STEP = 100_000_000;
  private static final long[] UNITS = new long[MOST_DECIMALS + 1];

  static {
    UNITS[0] = 1;
    for (int i = 1; i < UNITS.length; i++) {
      UNITS[i] = UNITS[i - 1] * 10;
    }
  }

  private RealDigits() {}

  /**
   * @return where it stopped to write
   */
  static int ofDouble(double value, byte[] to, int begin) {
    if (value == 0) {
      return zero(value, to, begin);
    }
    int next = sign(value, to, begin);
    double positive = Math.abs(value);
    // A quotient is rounded as a decimal number is when it is read, so that equality is a proof.
    for (int i = 0; i < TRIES; i++) {
      double scaled = Math.rint(positive * TENS[i]);
      if (scaled < EXACT && scaled / TENS[i] == positive) {
        return decimal((long) scaled, -DECIMALS[i], to, next);
      }
    }
    return ShortestDecimal.write(positive, to, next);
  }

  /**
   * Servers read a double, and round that.
   *
   * @return where it stopped to write
   */
  static int ofFloat(float value, byte[] to, int begin) {
    if (value == 0) {
      return zero(value, to, begin);
    }
    int next = sign(value, to, begin);
    float positive = Math.abs(value);
    for (int i = 0; i < TENS.length; i++) {
      double scaled = Math.rint(positive * TENS[i]);
      if (scaled < EXACT && (float) (scaled / TENS[i]) == positive) {
        return decimal((long) scaled, -DECIMALS[i], to, next);
      }
    }
    return ShortestDecimal.write(positive, to, next);
  }

  /**
   * Of digits times ten to the power.
   *
   * @return where it stopped to write
   */
  static int decimal(long digits, int power, byte[] to, int begin) {
    long left = digits;
    int places = -power;
    while (left % LONG_STEP == 0) {
      left /= LONG_STEP;
      places -= 8;
    }
    while (left % 10 == 0) {
      left /= 10;
      places--;
    }
    if (places < 0 && -places < MOST_ZEROS && left < UNITS[MOST_ZEROS] / UNITS[-places]) {
      return Digits.signed(left * UNITS[-places], to, begin);
    }
    if (places < 0 || places > MOST_DECIMALS) {
      int next = Digits.signed(left, to, begin);
      to[next] = 'e';
      return Digits.signed(-places, to, next + 1);
    }
    int next = Digits.signed(left / UNITS[places], to, begin);
    if (places > 0) {
      to[next] = '.';
      next = Digits.padded(left % UNITS[places], places, to, next + 1);
    }
    return next;
  }

  private static int sign(double value, byte[] to, int next) {
    to[next] = '-';
    return value < 0 ? next + 1 : next;
  }

  /** A number without quotes loses the sign of a zero. */
  private static int zero(double value, byte[] to, int next) {
    if (1 / value > 0) {
      to[next] = '0';
      return next + 1;
    }
    to[next] = '\'';
    to[next + 1] = '-';
    to[next + 2] = '0';
    to[next + 3] = '\'';
    return next + 4;
  }
}
