package io.dumpwarden.metadata;

import io.dumpwarden.catalog.BackupFilter;
import org.jspecify.annotations.Nullable;

/** Filters in one line. */
final class TestFilters {

  private TestFilters() {}

  static BackupFilter backups(
      @Nullable String server,
      @Nullable String database,
      @Nullable String schedule,
      @Nullable String status,
      @Nullable String storage,
      @Nullable String beforeId,
      int limit) {
    return BackupFilter.builder()
        .server(server)
        .database(database)
        .schedule(schedule)
        .status(status)
        .storage(storage)
        .beforeId(beforeId)
        .limit(limit)
        .build();
  }
}
