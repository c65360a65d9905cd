package io.dumpwarden.view;

import io.dumpwarden.client.SqlError;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A restore of the history, as JSON.
 *
 * @param tableProgress while it loads over several connections; else null
 */
public record RestoreView(
    String id,
    @Nullable String backup,
    String source,
    @Nullable String from,
    String server,
    Map<String, String> databases,
    List<String> tables,
    String mode,
    String status,
    String phase,
    @Nullable String storage,
    long checkedBytes,
    long rawBytes,
    long loadedBytes,
    @Nullable RowsView tableProgress,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Double durationSeconds,
    @Nullable Double checkSeconds,
    @Nullable Double loadSeconds,
    String requestedBy,
    @Nullable String ticket,
    @Nullable String safetyBackup,
    long errorCount,
    List<SqlError> errors,
    @Nullable String errorCode,
    @Nullable String message,
    @Nullable String hint) {

  public static RestoreView of(Restore restore) {
    @Nullable RestoreEnd end = restore.end();
    Restore.Into into = restore.into();
    return new RestoreView(
        restore.id(),
        restore.from().backupId(),
        restore.from().source(),
        restore.from().server(),
        into.target(),
        into.databases(),
        into.tables(),
        into.existing().id(),
        restore.status().id(),
        restore.progress().phase().id(),
        end == null ? null : end.storage(),
        restore.progress().checkedBytes(),
        restore.progress().rawBytes(),
        restore.progress().loadedBytes(),
        RowsView.of(restore.progress().rows()),
        restore.startedAt(),
        end == null ? null : end.at(),
        end == null ? null : seconds(Duration.between(restore.startedAt(), end.at())),
        end == null ? null : seconds(end.checkTime()),
        end == null ? null : seconds(end.loadTime()),
        into.by(),
        into.ticket(),
        end == null ? null : end.safetyBackup(),
        end == null ? 0 : end.errorCount(),
        end == null ? List.of() : end.errors(),
        end == null ? null : end.errorCode(),
        end == null ? null : end.message(),
        end == null ? null : end.hint());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
