package io.dumpwarden.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures over all runs and backups, for metrics and health. Read from sums that are kept along
 * with every change, so that asking often is cheap however many backups there are. Counts only ever
 * grow. Every method may throw {@code METADATA_UNAVAILABLE}.
 */
public interface CatalogSummary {

  /**
   * The newest good backup (succeeded or partial) of a database under a schedule.
   *
   * @param scope the database, or {@code all} / {@code combined}
   */
  record LastGood(
      String server,
      String scope,
      String schedule,
      String type,
      Instant finishedAt,
      Duration duration,
      long rawBytes,
      long storedBytes) {}

  /**
   * How many backups ended so, since ever. One that was interrupted and proven good later counts as
   * both.
   */
  record BackupCount(String server, String scope, String type, BackupStatus status, long total) {}

  /**
   * How many runs ended so, since ever.
   *
   * @param trigger as {@code RunTrigger} writes it: a skipped {@code schedule} run found another
   *     one going, a skipped {@code catch-up} one was missed
   * @param status as {@code RunStatus} writes it
   */
  record RunCount(String schedule, String trigger, String status, long total) {}

  /**
   * What one schedule has on one storage.
   *
   * @param bytes held now: stored, expired and corrupt copies
   * @param deleted copies deleted since ever
   */
  record StorageUse(String schedule, String storage, long bytes, long deleted) {}

  /**
   * What is known of the copies of a series.
   *
   * @param unverified stored, and never read since
   * @param verified stored, and found to be as it was proven
   * @param unreadable stored, and no key here opens it
   * @param repaired copies written anew since ever
   * @param verifiedAt when one was last verified; null for never
   */
  record CopyTotals(
      Series series,
      long unverified,
      long verified,
      long unreadable,
      long missing,
      long corrupt,
      long repaired,
      @Nullable Instant verifiedAt) {}

  /**
   * The stored copy of a storage that waits longest to be verified.
   *
   * @param since when it was last verified, or stored if never
   */
  record LongestWaiting(String storage, Instant since) {}

  /** How many runs there are at the moment. */
  record ActiveRuns(long queued, long running) {}

  /**
   * The newest good backup of the metadata store itself on a storage that is still configured.
   *
   * @param storage its name
   */
  record SelfBackedUp(String storage, Instant finishedAt) {}

  /**
   * How far a storage got with a series.
   *
   * @param newestId the newest backup that was stored there, or one above it; empty for none
   * @param kept stored copies that can be restored from
   */
  record Reached(Series series, String newestId, long kept) {}

  /**
   * The newest run of a schedule on a server that ended so.
   *
   * @param trigger as in {@link RunCount}
   * @param status as in {@link RunCount}
   * @param queuedAt when it was put on record
   */
  record LastRun(String schedule, String server, String trigger, String status, Instant queuedAt) {}

  /**
   * A run at work.
   *
   * @param typical how long such a run takes that ends well: the median of the newest ones; null
   *     where there are too few to tell
   */
  record RunAtWork(String schedule, String server, Instant startedAt, @Nullable Duration typical) {}

  List<LastGood> lastGood();

  List<BackupCount> backupCounts();

  List<RunCount> runCounts();

  List<StorageUse> storageUse();

  List<CopyTotals> copyTotals();

  /** One for each storage that is configured and has a copy. */
  List<LongestWaiting> longestWaiting();

  /** One for each series. */
  List<Reached> reached();

  ActiveRuns activeRuns();

  List<LastRun> lastRuns();

  List<RunAtWork> runsAtWork();

  List<SelfBackedUp> selfBackups();
}
