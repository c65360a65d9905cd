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

  static int date(RowCursor value, byte[] to, int begin) {
    int next = begin;
    to[next++] = '\'';
    next = day(value, to, next);
    to[next++] = '\'';
    return next;
  }

  static int dateTime(int decimals, RowCursor value, byte[] to, int begin) {
    int next = begin;
    to[next++] = '\'';
    next = day(value, to, next);
    to[next++] = ' ';
    boolean timed = value.length > 4;
    next =
        clock(
            timed ? value.bytes[value.at + 4] : 0,
            timed ? value.bytes[value.at + 5] : 0,
            timed ? value.bytes[value.at + 6] : 0,
            to,
            next);
    next =
        fraction(
            decimals, value.length > 7 ? Words.getInt(value.bytes, value.at + 7) : 0, to, next);
    to[next++] = '\'';
    return next;
  }

  static int time(int decimals, RowCursor value, byte[] to, int begin) {
    int next = begin;
    to[next++] = '\'';
    boolean timed = value.length > 0;
    if (timed && value.bytes[value.at] != 0) {
      to[next++] = '-';
    }
    int hours =
        timed
            ? Words.getInt(value.bytes, value.at + 1) * HOURS_A_DAY + value.bytes[value.at + 5]
            : 0;
    next =
        clock(
            hours,
            timed ? value.bytes[value.at + 6] : 0,
            timed ? value.bytes[value.at + 7] : 0,
            to,
            next);
    next =
        fraction(
            decimals, value.length > 8 ? Words.getInt(value.bytes, value.at + 8) : 0, to, next);
    to[next++] = '\'';
    return next;
  }

  private static int day(RowCursor value, byte[] to, int begin) {
    boolean dated = value.length > 0;
    int year =
        dated ? value.bytes[value.at] & 0xff | (value.bytes[value.at + 1] & 0xff) << Byte.SIZE : 0;
    int next = Digits.padded(year, 4, to, begin);
    to[next++] = '-';
    next = Digits.pair(dated ? value.bytes[value.at + 2] : 0, to, next);
    to[next++] = '-';
    return Digits.pair(dated ? value.bytes[value.at + 3] : 0, to, next);
  }

  private static int clock(int hours, int minutes, int seconds, byte[] to, int begin) {
    int next = Digits.padded(hours, hours < 100 ? 2 : 3, to, begin);
    to[next++] = ':';
    next = Digits.pair(minutes, to, next);
    to[next++] = ':';
    return Digits.pair(seconds, to, next);
  }

  private static int fraction(int decimals, int micros, byte[] to, int next) {
    if (decimals == 0) {
      return next;
    }
    to[next] = '.';
    int places = Math.min(decimals, MOST_DECIMALS);
    return Digits.padded(micros / UNITS[places], places, to, next + 1);
  }
}
