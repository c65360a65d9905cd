package io.dumpwarden.restore;

import io.dumpwarden.client.SqlError;
import io.dumpwarden.error.DumpwardenException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a restore ended.
 *
 * @param checkTime how long the source was read through before the target was touched
 * @param loadTime from the first byte loaded to the last proof of it
 * @param loadedBytes of SQL
 * @param errors the first ones of the statements that the target refused
 * @param errorCount how many there were in all
 * @param safetyBackup id of the backup of what was replaced; null where none was taken
 * @param failure why it is not succeeded, with what lies in the target now; null where it is
 */
public record RestoreOutcome(
    RestoreStatus status,
    Duration checkTime,
    Duration loadTime,
    long loadedBytes,
    List<SqlError> errors,
    long errorCount,
    @Nullable String safetyBackup,
    @Nullable DumpwardenException failure) {

  public RestoreOutcome {
    errors = List.copyOf(errors);
  }

  /** Throws the failure where there is one. */
  public RestoreOutcome orThrow() {
    if (failure != null && status != RestoreStatus.PARTIAL) {
      throw failure;
    }
    return this;
  }
}
