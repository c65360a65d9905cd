package io.dumpwarden.rows;

/** Whole numbers by their digits. Each method returns where it stopped to write. */
final class Digits {

  private static final byte[] LEAST = String.valueOf(Long.MIN_VALUE).getBytes();

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

  /** With so many digits, zeros in front. */
  static int padded(int value, int digits, byte[] to, int next) {
    int left = value;
    for (int i = next + digits - 1; i >= next; i--) {
      to[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    return next + digits;
  }

  private static int positive(long value, byte[] to, int next) {
    int end = next + count(value);
    int at = end;
    long left = value;
    while (left > Integer.MAX_VALUE) {
      to[--at] = (byte) ('0' + left % 10);
      left /= 10;
    }
    int small = (int) left;
    do {
      to[--at] = (byte) ('0' + small % 10);
      small /= 10;
    } while (small > 0);
    return end;
  }

  private static int count(long value) {
    int digits = 1;
    long limit = 10;
    while (digits < 19 && value >= limit) {
      digits++;
      limit *= 10;
    }
    return digits;
  }
}
