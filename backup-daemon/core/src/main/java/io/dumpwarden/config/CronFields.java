package io.dumpwarden.config;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * The minutes of the wall clock that a cron expression names, each field as a bit set in a long.
 *
 * @param daysOfWeek bit 0 is Sunday, bit 6 Saturday
 * @param eitherDay whether a date fits by one of the two day fields alone; else it must fit both
 * @param interval whether minute or hour starts with {@code *}: what fires at intervals, rather
 *     than at fixed times
 */
record CronFields(
    long minutes,
    long hours,
    long daysOfMonth,
    long months,
    long daysOfWeek,
    boolean eitherDay,
    boolean interval) {

  private static final long ALL_DAYS = (1L << 32) - 2;
  private static final long ALL_MONTHS = (1L << 13) - 2;

  /** The first matching minute at or after {@code from} and before {@code limit}. */
  Optional<LocalDateTime> firstFrom(LocalDateTime from, LocalDateTime limit) {
    LocalDateTime start = ceilToMinute(from);
    if (matches(start.toLocalDate())) {
      int minute = firstMinuteFrom(start.getHour() * 60 + start.getMinute());
      if (minute >= 0) {
        return Optional.of(at(start.toLocalDate(), minute)).filter(t -> t.isBefore(limit));
      }
    }
    for (LocalDate day = start.toLocalDate().plusDays(1);
        !day.isAfter(limit.toLocalDate());
        day = day.plusDays(1)) {
      if (matches(day)) {
        return Optional.of(at(day, firstMinuteFrom(0))).filter(t -> t.isBefore(limit));
      }
    }
    return Optional.empty();
  }

  /** The last matching minute at or before {@code from} and not before {@code limit}. */
  Optional<LocalDateTime> lastUpTo(LocalDateTime from, LocalDateTime limit) {
    if (matches(from.toLocalDate())) {
      int minute = lastMinuteUpTo(from.getHour() * 60 + from.getMinute());
      if (minute >= 0) {
        return Optional.of(at(from.toLocalDate(), minute)).filter(t -> !t.isBefore(limit));
      }
    }
    for (LocalDate day = from.toLocalDate().minusDays(1);
        !day.isBefore(limit.toLocalDate());
        day = day.minusDays(1)) {
      if (matches(day)) {
        return Optional.of(at(day, lastMinuteUpTo(24 * 60 - 1))).filter(t -> !t.isBefore(limit));
      }
    }
    return Optional.empty();
  }

  /** Whether the days of the week alone say on which dates it fires. */
  boolean repeatsWeekly() {
    return !eitherDay
        && (daysOfMonth & ALL_DAYS) == ALL_DAYS
        && (months & ALL_MONTHS) == ALL_MONTHS;
  }

  boolean matches(LocalDate date) {
    if (!has(months, date.getMonthValue())) {
      return false;
    }
    boolean byMonth = has(daysOfMonth, date.getDayOfMonth());
    boolean byWeek = has(daysOfWeek, date.getDayOfWeek().getValue() % 7);
    return eitherDay ? byMonth || byWeek : byMonth && byWeek;
  }

  /** The first matching minute of a day, from the given one on; -1 for none. */
  int firstMinuteFrom(int minuteOfDay) {
    int hour = minuteOfDay / 60;
    if (has(hours, hour)) {
      int minute = lowestFrom(minutes, minuteOfDay % 60);
      if (minute >= 0) {
        return hour * 60 + minute;
      }
    }
    int later = lowestFrom(hours, hour + 1);
    return later < 0 ? -1 : later * 60 + lowestFrom(minutes, 0);
  }

  /** The last matching minute of a day, up to the given one; -1 for none. */
  int lastMinuteUpTo(int minuteOfDay) {
    int hour = minuteOfDay / 60;
    if (has(hours, hour)) {
      int minute = highestUpTo(minutes, minuteOfDay % 60);
      if (minute >= 0) {
        return hour * 60 + minute;
      }
    }
    int earlier = highestUpTo(hours, hour - 1);
    return earlier < 0 ? -1 : earlier * 60 + highestUpTo(minutes, 59);
  }

  private static boolean has(long bits, int value) {
    return (bits >>> value & 1) == 1;
  }

  private static int lowestFrom(long bits, int value) {
    long rest = bits & (-1L << value);
    return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
  }

  private static int highestUpTo(long bits, int value) {
    long rest = value < 0 ? 0 : bits & (-1L >>> (63 - value));
    return 63 - Long.numberOfLeadingZeros(rest);
  }

  private static LocalDateTime at(LocalDate day, int minuteOfDay) {
    return day.atTime(minuteOfDay / 60, minuteOfDay % 60);
  }

  private static LocalDateTime ceilToMinute(LocalDateTime time) {
    LocalDateTime floor = time.withSecond(0).withNano(0);
    return floor.equals(time) ? floor : floor.plusMinutes(1);
  }
}
