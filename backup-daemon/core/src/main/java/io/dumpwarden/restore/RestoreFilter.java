package io.dumpwarden.restore;

import org.jspecify.annotations.Nullable;

/**
 * Which restores to list, newest first; null means any.
 *
 * @param beforeId only those listed after this id: the key to the next page
 */
public record RestoreFilter(
    @Nullable String target,
    @Nullable String status,
    @Nullable String backupId,
    @Nullable String beforeId,
    int limit) {

  public static RestoreFilter latest(int limit) {
    return new RestoreFilter(null, null, null, null, limit);
  }
}
