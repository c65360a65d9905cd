package io.dumpwarden.rows;

import java.nio.charset.StandardCharsets;

/** Floating-point numbers so that reading them back yields the same bits. */
final class RealDigits {

  /** Powers of ten that a double holds exactly, as far as they are tried. */
  private static final double[] TENS = {1, 1e2, 1e4, 1e6, 1e9, 1e12, 1e15};

  private static final int[] DECIMALS = {0, 2, 4, 6, 9, 12, 15};

  /** Whole numbers up to here, and their neighbours, are exact. */
  private static final double EXACT = 1L << 53;

  private RealDigits() {}

  /**
   * @return where it stopped to write
   */
  static int ofDouble(double value, byte[] to, int next) {
    if (value == 0) {
      return zero(value, to, next);
    }
    // A quotient is rounded as a decimal number is when it is read, so that equality is a proof.
    for (int i = 0; i < TENS.length; i++) {
      double scaled = Math.rint(value * TENS[i]);
      if (Math.abs(scaled) >= EXACT) {
        break;
      }
      if (scaled / TENS[i] == value) {
        return decimal((long) scaled, DECIMALS[i], to, next);
      }
    }
    return all(value, to, next);
  }

  /**
   * Servers read a double and round that again.
   *
   * @return where it stopped to write
   */
  static int ofFloat(float value, byte[] to, int next) {
    if (value == 0) {
      return zero(value, to, next);
    }
    for (int i = 0; i < TENS.length; i++) {
      double scaled = Math.rint(value * TENS[i]);
      if (Math.abs(scaled) >= EXACT) {
        break;
      }
      if ((float) (scaled / TENS[i]) == value) {
        return decimal((long) scaled, DECIMALS[i], to, next);
      }
    }
    return all(value, to, next);
  }

  private static int all(double value, byte[] to, int next) {
    byte[] text = Double.toString(value).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(text, 0, to, next, text.length);
    return next + text.length;
  }

  /** A number without quotes loses the sign of a zero. */
  private static int zero(double value, byte[] to, int begin) {
    int next = begin;
    if (1 / value > 0) {
      to[next++] = '0';
      return next;
    }
    to[next++] = '\'';
    to[next++] = '-';
    to[next++] = '0';
    to[next++] = '\'';
    return next;
  }

  /** A whole number with its point moved to the left. */
  private static int decimal(long scaled, int decimals, byte[] to, int begin) {
    long left = Math.abs(scaled);
    int places = decimals;
    while (places > 0 && left % 10 == 0) {
      left /= 10;
      places--;
    }
    int next = begin;
    if (scaled < 0) {
      to[next++] = '-';
    }
    long unit = 1;
    for (int i = 0; i < places; i++) {
      unit *= 10;
    }
    next = Digits.signed(left / unit, to, next);
    if (places > 0) {
      to[next++] = '.';
      long rest = left % unit;
      for (int i = next + places - 1; i >= next; i--) {
        to[i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      next += places;
    }
    return next;
  }
}
