package io.dumpwarden.scan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database and what protects it.
 *
 * @param schedules the names of those that fire and select it
 * @param lastBackupAt null where no copy of any backup is there
 */
public record Coverage(
    DatabaseHoldings database, List<String> schedules, @Nullable Instant lastBackupAt) {

  public Coverage {
    schedules = List.copyOf(schedules);
  }

  public boolean isProtected() {
    return !schedules.isEmpty();
  }
}
