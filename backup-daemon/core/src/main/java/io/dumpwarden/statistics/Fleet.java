package io.dumpwarden.statistics;

import io.dumpwarden.view.DrillView;
import io.dumpwarden.view.RunView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the fleet is safe, and what is not; the names are a contract.
 *
 * @param freshness of every server × schedule that is to run by itself, worst first
 * @param unprotected databases that no schedule selects, as of each server's last scan
 * @param scanned how many of the enabled servers were scanned at all
 * @param servers that are enabled
 * @param failures the newest runs that did not end well, newest first
 * @param nextRuns the schedules due next, soonest first
 * @param active runs at work and in the queue, in the order they are taken
 */
public record Fleet(
    Instant readAt,
    Verdict verdict,
    List<Freshness> freshness,
    List<Unprotected> unprotected,
    long scanned,
    long servers,
    List<RunView> failures,
    List<NextRun> nextRuns,
    List<RunView> active,
    Drills drills) {

  /**
   * The answer in one line.
   *
   * @param status {@code safe}, {@code warning}, {@code danger}, or {@code empty} where nothing is
   *     configured yet
   * @param text what to tell people
   * @param reasons what is not as it should be, the worst first
   */
  public record Verdict(String status, String text, List<String> reasons) {}

  /**
   * How old the newest good backup of a schedule on a server is, against what it may be.
   *
   * @param lastGoodAt when the newest backup of every database of it was finished; null for never
   * @param maxAgeSeconds the objective
   */
  public record Freshness(
      String server,
      String schedule,
      Status status,
      @Nullable Instant lastGoodAt,
      @Nullable Long ageSeconds,
      @Nullable Long maxAgeSeconds) {}

  /** How a server stands with a schedule, the worst first. */
  public enum Status {
    /** There is no good backup, and by now there should be; or a database lost all its copies. */
    NEVER("never"),
    /** The newest good backup is older than the objective. */
    STALE("stale"),
    /** Nothing is late yet, but the newest run did not end well. */
    FAILING("failing"),
    /** New: the first backup is not due yet. */
    WAITING("waiting"),
    FRESH("fresh");

    private final String id;

    Status(String id) {
      this.id = id;
    }

    @com.fasterxml.jackson.annotation.JsonValue
    public String id() {
      return id;
    }
  }

  /** A database that no schedule selects. */
  public record Unprotected(String server, String database, long bytes, Instant seenAt) {}

  public record NextRun(String schedule, Instant at, long servers) {}

  /**
   * How restores were proven.
   *
   * @param series that were drilled at least once
   * @param good of them, where the newest drill brought the backup back
   * @param failed those whose newest drill failed and that still matter: the schedule is enabled,
   *     or the drill is of the last 30 days
   * @param newest the newest drill of the series, newest first; a few
   */
  public record Drills(
      long series,
      long good,
      long failed,
      @Nullable Double medianRecoverySeconds,
      List<DrillView> newest) {}
}
