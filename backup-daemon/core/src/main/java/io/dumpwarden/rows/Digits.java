package io.dumpwarden.rows;

import java.nio.charset.StandardCharsets;

/** Whole numbers by their digits. Each method returns where it stopped to write. */
final class Digits {

  private static final byte[] LEAST =
      String.valueOf(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

  /** The digits of the numbers below a hundred, the first in the lower byte. */
  private static final short[] PAIRS = new short[100];

  private static final long[] POWERS = new long[19];

  static {
    for (int i = 0; i < PAIRS.length; i++) {
      PAIRS[i] = (short) ('0' + i / 10 | '0' + i % 10 << Byte.SIZE);
    }
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Digits() {}

  static int signed(long value, byte[] to, int next) {
    if (value >= 0) {
      return positive(value, to, next);
    }
    if (value == Long.MIN_VALUE) {
      System.arraycopy(LEAST, 0, to, next, LEAST.length);
      return next + LEAST.length;
    }
    to[next] = '-';
    return positive(-value, to, next + 1);
  }

  static int unsigned(long value, byte[] to, int next) {
    if (value >= 0) {
      return positive(value, to, next);
    }
    int end = positive(Long.divideUnsigned(value, 10), to, next);
    to[end] = (byte) ('0' + Long.remainderUnsigned(value, 10));
    return end + 1;
  }

  /** Of a number below a hundred, with two digits. */
  static int pair(int value, byte[] to, int next) {
    Words.putShort(to, next, PAIRS[value]);
    return next + 2;
  }

  /** With so many digits, zeros in front. */
  static int padded(long value, int digits, byte[] to, int next) {
    backwards(value, next + digits, next, to);
    return next + digits;
  }

  private static int positive(long value, byte[] to, int next) {
    int end = next + count(value);
    backwards(value, end, next, to);
    return end;
  }

  /** Fills all of the place, from its end. */
  private static void backwards(long value, int end, int begin, byte[] to) {
    int at = end;
    long left = value;
    while (left > Integer.MAX_VALUE && at - begin > 1) {
      long rest = left / 100;
      at -= 2;
      Words.putShort(to, at, PAIRS[(int) (left - rest * 100)]);
      left = rest;
    }
    int small = (int) left;
    while (at - begin > 1) {
      int rest = small / 100;
      at -= 2;
      Words.putShort(to, at, PAIRS[small - rest * 100]);
      small = rest;
    }
    if (at > begin) {
      to[begin] = (byte) ('0' + small % 10);
    }
  }

  /** Its number of bits tells it but for one. */
  private static int count(long value) {
    int least = (Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233 >> 12;
    return least < POWERS.length && value >= POWERS[least] ? least + 1 : Math.max(1, least);
  }
}
