package io.dumpwarden.restore;

import io.dumpwarden.client.SqlError;
import io.dumpwarden.error.DumpwardenException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a restore in the history ended.
 *
 * @param storage which copy was read; null where it came from no storage
 * @param safetyBackup what holds the data that was replaced; null where none was kept
 * @param errors the first ones
 * @param errorCount of all
 * @param errorCode null where nothing went wrong
 * @param message what lies in the target now, and why; null where all is well
 */
public record RestoreEnd(
    RestoreStatus status,
    Instant at,
    @Nullable String storage,
    Duration checkTime,
    Duration loadTime,
    @Nullable String safetyBackup,
    List<SqlError> errors,
    long errorCount,
    @Nullable String errorCode,
    @Nullable String message,
    @Nullable String hint) {

  static RestoreEnd of(RestoreOutcome outcome, @Nullable String storage, Instant at) {
    DumpwardenException failure = outcome.failure();
    return new RestoreEnd(
        outcome.status(),
        at,
        storage,
        outcome.checkTime(),
        outcome.loadTime(),
        outcome.safetyBackup(),
        outcome.errors(),
        outcome.errorCount(),
        failure == null ? null : failure.code().code(),
        failure == null ? null : failure.getMessage(),
        failure == null ? null : failure.hint());
  }

  /** Of one whose process ended without a word. */
  static RestoreEnd interrupted(DumpwardenException why, Instant at) {
    return new RestoreEnd(
        RestoreStatus.INTERRUPTED,
        at,
        null,
        Duration.ZERO,
        Duration.ZERO,
        null,
        List.of(),
        0,
        why.code().code(),
        why.getMessage(),
        why.hint());
  }
}
