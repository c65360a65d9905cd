package io.dumpwarden.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sums that figures are made of. Every method may throw {@code METADATA_UNAVAILABLE}. */
public interface StatisticsFacts {

  /** What copies take at present. */
  record Held(
      String storage, String server, String type, long copies, long rawBytes, long storedBytes) {}

  /** Runs of a day, in UTC, that ended. */
  record RunDay(LocalDate day, String status, long runs) {}

  /** What a day brought to a storage, and took from it. */
  record StorageDay(String storage, LocalDate day, long storedBytes, long removedBytes) {}

  /**
   * How a schedule's runs on a server ended last.
   *
   * @param succeededId the newest one that succeeded; null for none
   * @param badId the newest one that did not end well; null for none
   */
  record Standing(
      String schedule, String server, @Nullable String succeededId, @Nullable String badId) {}

  /**
   * A series that lost copies, or has none left.
   *
   * @param copies missing or corrupt
   * @param all whether no copy of it can be restored from, on any storage
   */
  record Loss(String schedule, String server, String scope, long copies, boolean all) {}

  /** A database that some good backup of a schedule on a server holds. */
  record Covered(String schedule, String server, String database) {}

  /** When the oldest and the newest backup on record began; null where there is none. */
  record Span(@Nullable Instant oldest, @Nullable Instant newest) {}

  List<Held> held();

  Map<String, Long> backupsByStatus();

  /** Of runs on record that ended. */
  Map<String, Long> runsByStatus();

  List<RunDay> runDays(LocalDate from);

  /** Dumped bytes of good backups by day. */
  Map<LocalDate, Long> rawBytes(LocalDate from);

  List<StorageDay> storageDays(LocalDate from);

  List<Standing> standings();

  List<Covered> covered();

  /** Of every series that anything is wrong with; in a sound fleet there is none. */
  List<Loss> losses();

  Span span();
}
