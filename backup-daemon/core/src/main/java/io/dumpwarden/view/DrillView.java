package io.dumpwarden.view;

import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A drill as {@code --json} shows it; the names are a contract. */
public record DrillView(
    String id,
    String backup,
    String schedule,
    String server,
    String scope,
    @Nullable String storage,
    @Nullable String scratch,
    String requestedBy,
    String status,
    @Nullable String node,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Double recoverySeconds,
    @Nullable DrillResult result,
    @Nullable String errorCode,
    @Nullable String message,
    @Nullable String hint) {

  public static DrillView of(Drill drill) {
    return new DrillView(
        drill.id(),
        drill.backupId(),
        drill.schedule(),
        drill.server(),
        drill.scope(),
        drill.storage(),
        drill.scratch().equals(Drill.EMBEDDED) ? null : drill.scratch(),
        drill.requestedBy(),
        drill.status().id(),
        drill.nodeName(),
        drill.startedAt(),
        drill.endedAt(),
        drill.recovery() == null ? null : drill.recovery().toMillis() / 1000.0,
        drill.result(),
        drill.errorCode(),
        drill.message(),
        drill.hint());
  }
}
