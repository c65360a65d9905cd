package io.dumpwarden.app.command;

import io.dumpwarden.app.RestoreService.Done;
import io.dumpwarden.client.SqlError;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.restore.RestoreOutcome;
import io.dumpwarden.restore.RestorePlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a restore ended, as JSON. */
record RestoreResultView(
    String id,
    @Nullable String backup,
    String source,
    String server,
    String database,
    Map<String, String> databases,
    @Nullable String storage,
    String status,
    double checkSeconds,
    double loadSeconds,
    double durationSeconds,
    long errorCount,
    List<SqlError> errors,
    @Nullable String errorCode,
    @Nullable String message,
    @Nullable String safetyBackup) {

  static RestoreResultView of(
      Done done, RestorePlan plan, @Nullable String backup, Duration duration) {
    RestoreOutcome outcome = done.outcome();
    DumpwardenException failure = outcome.failure();
    return new RestoreResultView(
        done.id(),
        backup,
        plan.source(),
        plan.request().target().name(),
        String.join(", ", plan.names().values()),
        plan.names(),
        done.storage(),
        outcome.status().id(),
        seconds(outcome.checkTime()),
        seconds(outcome.loadTime()),
        seconds(duration),
        outcome.errorCount(),
        outcome.errors(),
        failure == null ? null : failure.code().code(),
        failure == null ? null : failure.getMessage(),
        outcome.safetyBackup());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
