package io.dumpwarden.drill;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a drill ends. */
record DrillEnd(
    DrillStatus status,
    @Nullable String errorCode,
    @Nullable String message,
    @Nullable String hint) {

  /** So many problems are named in a message; the result has them all. */
  private static final int NAMED = 5;

  /** Of a drill whose every step was taken. */
  static DrillEnd of(DrillFindings findings) {
    if (!findings.problems.isEmpty()) {
      return new DrillEnd(
          DrillStatus.FAILED,
          ErrorCode.DRILL_FAILED.code(),
          named(findings.problems),
          ErrorCode.DRILL_FAILED.hint());
    }
    return findings.unproven.isEmpty()
        ? new DrillEnd(DrillStatus.SUCCEEDED, null, null, null)
        : new DrillEnd(
            DrillStatus.PARTIAL,
            ErrorCode.DRILL_INCOMPLETE.code(),
            named(findings.unproven),
            ErrorCode.DRILL_INCOMPLETE.hint());
  }

  /** Of one that came to an end before its time. */
  static DrillEnd of(DumpwardenException e) {
    DrillStatus status =
        switch (e.code()) {
          case CANCELLED -> DrillStatus.CANCELLED;
          case INTERRUPTED -> DrillStatus.INTERRUPTED;
          default -> DrillStatus.FAILED;
        };
    return new DrillEnd(status, e.code().code(), e.getMessage(), e.hint());
  }

  Drill on(Drill drill, DrillFindings findings, Instant at) {
    return new Drill(
        drill.id(),
        drill.backupId(),
        drill.schedule(),
        drill.server(),
        drill.scope(),
        findings.storage(),
        drill.scratch(),
        drill.requestedBy(),
        status,
        drill.nodeId(),
        drill.nodeName(),
        drill.startedAt(),
        at,
        findings.recovery().orElse(null),
        findings.result(),
        errorCode,
        message,
        hint);
  }

  private static String named(List<String> lines) {
    String some = String.join("; ", lines.subList(0, Math.min(NAMED, lines.size())));
    return lines.size() <= NAMED ? some : some + "; and %d more".formatted(lines.size() - NAMED);
  }
}
