package io.dumpwarden.drill;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One restore of a backup to prove it, on record. Carries the names it was made under.
 *
 * @param scope what is in the backup: a database, or {@code all} / {@code combined}
 * @param storage where the copy was read from; null until one was found good
 * @param scratch the server that it was restored into; {@link #EMBEDDED} for a throwaway of our own
 * @param recovery how long the load took, from its first byte to its last statement: the measured
 *     recovery time; null where it did not come to its end
 * @param result what was found; null where nothing could be looked at
 */
public record Drill(
    String id,
    String backupId,
    String schedule,
    String server,
    String scope,
    @Nullable String storage,
    String scratch,
    String requestedBy,
    DrillStatus status,
    @Nullable String nodeId,
    @Nullable String nodeName,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration recovery,
    @Nullable DrillResult result,
    @Nullable String errorCode,
    @Nullable String message,
    @Nullable String hint) {

  /** What stands for the server of a drill in a MariaDB of our own; no server can be named so. */
  public static final String EMBEDDED = "(embedded mariadb)";

  private static final int TAG = 8;

  /** The hexadecimal digits that the names of its databases on a scratch server begin with. */
  public String tag() {
    return tagOf(id);
  }

  static String tagOf(String id) {
    return id.substring(id.length() - TAG);
  }
}
