package io.dumpwarden.view;

import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as {@code runs --json} shows it; the names are a contract.
 *
 * @param tableProgress while the native engine dumps; else null
 */
public record RunView(
    String id,
    String schedule,
    String server,
    String type,
    String trigger,
    int attempt,
    String status,
    Instant fireTime,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Double durationSeconds,
    @Nullable String node,
    @Nullable String database,
    int databasesDone,
    int databasesTotal,
    long rawBytes,
    long storedBytes,
    long rawBytesPerSecond,
    @Nullable RowsView tableProgress,
    String requestedBy,
    @Nullable String ticket,
    @Nullable String errorCode,
    @Nullable String message,
    @Nullable String hint) {

  public static RunView of(Run run) {
    RunEnd end = run.end();
    return new RunView(
        run.id(),
        run.schedule(),
        run.server(),
        run.type(),
        run.trigger().id(),
        run.attempt(),
        run.status().id(),
        run.fireTime(),
        run.queuedAt(),
        run.startedAt(),
        end == null ? null : end.at(),
        seconds(run.startedAt(), end == null ? null : end.at()),
        run.nodeName(),
        run.progress().database(),
        run.progress().databasesDone(),
        run.progress().databasesTotal(),
        run.progress().rawBytes(),
        run.progress().storedBytes(),
        run.progress().rawBytesPerSecond(),
        RowsView.of(run.progress().rows()),
        run.requestedBy(),
        run.request().ticket(),
        end == null ? null : end.errorCode(),
        end == null ? null : end.message(),
        end == null ? null : end.hint());
  }

  private static @Nullable Double seconds(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Duration.between(from, to).toMillis() / 1000.0;
  }
}
