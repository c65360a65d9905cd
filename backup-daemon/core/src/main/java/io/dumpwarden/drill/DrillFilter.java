package io.dumpwarden.drill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which drills to list, newest first; null means any.
 *
 * @param from started at or after this
 * @param to started before this
 * @param beforeId only those listed after this id: the key to the next page
 * @param limit at most so many
 */
public record DrillFilter(
    @Nullable String server,
    @Nullable String backupId,
    @Nullable String status,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String beforeId,
    int limit) {

  public static DrillFilter latest(int limit) {
    return new DrillFilter(null, null, null, null, null, null, limit);
  }
}
