package io.dumpwarden.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the whole fleet, as {@code /api/v1/statistics} shows them; the names are a
 * contract. They come from sums that are kept with every change, so that nobody counts big tables.
 *
 * @param readAt when they were read: they may be some seconds old
 */
public record Statistics(
    Instant readAt,
    Totals totals,
    List<StorageUse> storages,
    List<Sizes> servers,
    List<Sizes> types,
    Map<String, Long> backupsByStatus,
    Map<String, Long> runsByStatus,
    SuccessRate last7Days,
    SuccessRate last30Days,
    List<Day> days) {

  /**
   * Everything together.
   *
   * @param backups on record, however they ended
   * @param copies stored at present
   * @param rawBytes as dumped, once for each copy
   * @param storedBytes of the copies
   * @param oldestBackupAt when the oldest one on record began; null for none
   */
  public record Totals(
      long servers,
      long schedules,
      long storages,
      long backups,
      long copies,
      long rawBytes,
      long storedBytes,
      @Nullable Instant oldestBackupAt,
      @Nullable Instant newestBackupAt) {}

  /** What the copies of one server, or of one type, take. */
  public record Sizes(String name, long copies, long rawBytes, long storedBytes) {}

  /**
   * A storage.
   *
   * @param growthPerDay of its copies, in bytes, on average of the last 30 days (or since the first
   *     copy, if that is later); negative where it shrinks, 0 in the first three days
   * @param freeBytes null where the storage does not know, or was not reached
   * @param daysLeft until it is full, as it grows now; null where it does not grow or does not know
   * @param used what its copies took at the end of each of the last 90 days, oldest first
   */
  public record StorageUse(
      String name,
      long copies,
      long rawBytes,
      long storedBytes,
      long growthPerDay,
      @Nullable Long freeBytes,
      @Nullable Long daysLeft,
      List<Long> used) {

    /** Whether it has been in use for long enough to tell how it grows. */
    public boolean knowsGrowth() {
      return Trend.isKnown(used);
    }
  }

  /**
   * How runs ended that began in a span of days, skipped and cancelled ones left out.
   *
   * @param rate of {@code succeeded} among {@code runs}, 0 to 1; null for no runs
   */
  public record SuccessRate(int days, long runs, long succeeded, @Nullable Double rate) {}

  /**
   * A day, in UTC.
   *
   * @param runs that began then and ended, by status
   * @param storedBytes added to all storages
   * @param removedBytes taken from them
   */
  public record Day(
      LocalDate date, Map<String, Long> runs, long rawBytes, long storedBytes, long removedBytes) {

    /** How many ended with that status. */
    public long ended(String status) {
      return runs.getOrDefault(status, 0L);
    }
  }
}
