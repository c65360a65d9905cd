package io.dumpwarden.config;

import java.util.Locale;

/**
 * What a notification rule may be about. Ids are a contract: rows, REST and messages carry them.
 */
public enum NotificationEvent {
  /** A run failed, was interrupted, or its schedule cannot run. */
  FAILED,
  /** A run brought less than it was to bring: a copy, a database. */
  PARTIAL,
  /** Runs were due while nobody was at work. */
  MISSED,
  /** The newest good backup is older than its schedule's objective. */
  STALE,
  /** A drill did not bring a backup back, or is overdue. */
  DRILL_FAILED,
  /** A copy is missing or corrupt. */
  VERIFICATION_FAILED,
  /** A storage has few days or bytes left. */
  STORAGE_FULL,
  /** A backup differs from its own history. */
  ANOMALY,
  /** What was told of is well again. */
  RECOVERED,
  DIGEST_DAILY,
  DIGEST_WEEKLY;

  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
