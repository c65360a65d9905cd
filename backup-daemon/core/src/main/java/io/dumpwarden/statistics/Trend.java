package io.dumpwarden.statistics;

import io.dumpwarden.statistics.StatisticsFacts.StorageDay;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How what a storage holds changes. Pure. */
final class Trend {

  private static final int GROWTH_DAYS = 30;

  /** A storage that is younger took its first backups, and tells nothing of its growth. */
  private static final int LEAST_DAYS = 3;

  private Trend() {}

  /**
   * Bytes a day, over the last 30 days that are over, or since the first copy where the storage was
   * empty before; nothing in its first three days. The day that is under way counts only where
   * there is no other.
   *
   * @param held what it holds now
   * @param days of one storage
   */
  static long growthPerDay(long held, List<StorageDay> days, LocalDate today) {
    LocalDate from = today.minusDays(GROWTH_DAYS);
    List<StorageDay> over =
        days.stream().filter(d -> !d.day().isBefore(from) && d.day().isBefore(today)).toList();
    long ofToday = days.stream().filter(d -> d.day().equals(today)).mapToLong(Trend::more).sum();
    long growth = over.isEmpty() ? ofToday : over.stream().mapToLong(Trend::more).sum();
    long before = held - ofToday - over.stream().mapToLong(Trend::more).sum();
    // what changes once a month must not count as if it changed so every day
    LocalDate since =
        before > 0
            ? from
            : over.stream().map(StorageDay::day).min(LocalDate::compareTo).orElse(today);
    long span = ChronoUnit.DAYS.between(since, today);
    return span < LEAST_DAYS ? 0 : growth / span;
  }

  /**
   * Whether it held anything three days ago or before that.
   *
   * @param used at the end of each day, oldest first
   */
  static boolean isKnown(List<Long> used) {
    return used.stream().limit(Math.max(0, used.size() - LEAST_DAYS)).anyMatch(bytes -> bytes > 0);
  }

  /**
   * What it held at the end of each of the last {@code count} days, oldest first.
   *
   * @param now what it holds now
   */
  static List<Long> used(long now, List<StorageDay> days, LocalDate today, int count) {
    List<Long> used = new ArrayList<>();
    long at = now;
    for (int back = 0; back < count; back++) {
      used.add(Math.max(0, at));
      LocalDate day = today.minusDays(back);
      at -= days.stream().filter(d -> d.day().equals(day)).mapToLong(Trend::more).sum();
    }
    Collections.reverse(used);
    return List.copyOf(used);
  }

  private static long more(StorageDay day) {
    return day.storedBytes() - day.removedBytes();
  }
}
