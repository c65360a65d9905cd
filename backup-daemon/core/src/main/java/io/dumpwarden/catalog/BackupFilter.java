package io.dumpwarden.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Which backups to list, newest first; null means any.
 *
 * @param beforeId only those listed after this id: the key to the next page
 * @param limit at most so many
 */
public record BackupFilter(
    @Nullable String server,
    @Nullable String database,
    @Nullable String schedule,
    @Nullable String status,
    @Nullable String storage,
    @Nullable String beforeId,
    int limit) {

  public static BackupFilter latest(int limit) {
    return new BackupFilter(null, null, null, null, null, null, limit);
  }
}
