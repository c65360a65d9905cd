package io.dumpwarden.rows;

/**
 * Dates and times in quotes, out of the parts that prepared statements yield: those at the end are
 * left out where they are zero. Each method returns where it stopped to write.
 */
final class TimeDigits {

  private static final int HOURS_A_DAY = 24;
  private static final int MOST_DECIMALS = 6;
  private static final int[] UNITS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private TimeDigits() {}

  static int date(byte[] from, int at, int length, byte[] to, int begin) {
    int next = begin;
    to[next++] = '\'';
    next = day(from, at, length, to, next);
    to[next++] = '\'';
    return next;
  }

  static int dateTime(int decimals, byte[] from, int at, int length, byte[] to, int begin) {
    int next = begin;
    to[next++] = '\'';
    next = day(from, at, length, to, next);
    to[next++] = ' ';
    boolean timed = length > 4;
    next = clock(timed ? from[at + 4] : 0, timed ? from[at + 5] : 0, timed ? from[at + 6] : 0, to, next);
    next = fraction(decimals, length > 7 ? whole(from, at + 7) : 0, to, next);
    to[next++] = '\'';
    return next;
  }

  static int time(int decimals, byte[] from, int at, int length, byte[] to, int begin) {
    int next = begin;
    to[next++] = '\'';
    boolean timed = length > 0;
    if (timed && from[at] != 0) {
      to[next++] = '-';
    }
    int hours = timed ? whole(from, at + 1) * HOURS_A_DAY + from[at + 5] : 0;
    next = clock(hours, timed ? from[at + 6] : 0, timed ? from[at + 7] : 0, to, next);
    next = fraction(decimals, length > 8 ? whole(from, at + 8) : 0, to, next);
    to[next++] = '\'';
    return next;
  }

  private static int day(byte[] from, int at, int length, byte[] to, int begin) {
    boolean dated = length > 0;
    int year = dated ? from[at] & 0xff | (from[at + 1] & 0xff) << Byte.SIZE : 0;
    int next = Digits.padded(year, 4, to, begin);
    to[next++] = '-';
    next = Digits.padded(dated ? from[at + 2] : 0, 2, to, next);
    to[next++] = '-';
    return Digits.padded(dated ? from[at + 3] : 0, 2, to, next);
  }

  private static int clock(int hours, int minutes, int seconds, byte[] to, int begin) {
    int next = Digits.padded(hours, hours < 100 ? 2 : 3, to, begin);
    to[next++] = ':';
    next = Digits.padded(minutes, 2, to, next);
    to[next++] = ':';
    return Digits.padded(seconds, 2, to, next);
  }

  private static int fraction(int decimals, int micros, byte[] to, int next) {
    if (decimals == 0) {
      return next;
    }
    to[next] = '.';
    int places = Math.min(decimals, MOST_DECIMALS);
    return Digits.padded(micros / UNITS[places], places, to, next + 1);
  }

  private static int whole(byte[] from, int at) {
    return from[at] & 0xff
        | (from[at + 1] & 0xff) << 8
        | (from[at + 2] & 0xff) << 16
        | (from[at + 3] & 0xff) << 24;
  }
}
