package io.dumpwarden.scan;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of servers without asking them, for lists of many. Every method may throw {@code
 * METADATA_UNAVAILABLE}.
 */
public interface KnownServers {

  /**
   * A server's newest run.
   *
   * @param status as {@code RunStatus} writes it
   * @param at when it ended, else when it began, else when it was queued
   * @param message null where there is nothing to say
   */
  record LastRun(
      String id,
      String schedule,
      String status,
      Instant at,
      @Nullable String message,
      @Nullable String hint) {}

  /** What a server said of itself when it was last scanned. */
  record Seen(String flavor, String version, Instant scannedAt) {}

  /** When a schedule last made a good backup of anything on a server. */
  record LastGood(String server, String schedule, Instant at) {}

  /** The newest run of every configured server that ever had one, by its name. */
  Map<String, LastRun> lastRuns();

  /** The same of these servers. */
  Map<String, LastRun> lastRuns(Collection<String> servers);

  /** The last scans of these servers, by name; those that were never scanned are not in it. */
  Map<String, Seen> seen(Collection<String> servers);

  /** The last good backups of these servers, one for each schedule that ever made one. */
  List<LastGood> lastGood(Collection<String> servers);
}
