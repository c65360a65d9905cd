package io.dumpwarden.run;

import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, newest first; null means any.
 *
 * @param beforeId only those listed after this id: the key to the next page
 */
public record RunFilter(
    @Nullable String schedule,
    @Nullable String server,
    @Nullable String status,
    @Nullable String beforeId,
    int limit) {

  public static RunFilter latest(int limit) {
    return new RunFilter(null, null, null, null, limit);
  }
}
