package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** How a run ends, judged from the backups it made. */
public final class RunEnds {

  /** A server may have thousands of databases: the others' reasons stand with their backups. */
  private static final int NAMED = 10;

  private RunEnds() {}

  /**
   * Succeeded when all are; partial when one is at least; failed otherwise, for the first one's
   * reason.
   */
  static RunEnd of(List<Backup> backups, Instant at) {
    List<Backup> flawed =
        backups.stream().filter(b -> b.status() != BackupStatus.SUCCEEDED).toList();
    if (flawed.isEmpty()) {
      return RunEnd.succeeded(at);
    }
    boolean anyGood =
        backups.stream()
            .anyMatch(
                b -> b.status() == BackupStatus.SUCCEEDED || b.status() == BackupStatus.PARTIAL);
    ErrorCode code = code(flawed.get(0));
    RunStatus status = anyGood ? RunStatus.PARTIAL : statusFor(code);
    String message = describe(flawed);
    return new RunEnd(status, at, code.code(), message, code.hint(), code.retryable());
  }

  /** An end whose run lacks something besides: what was good becomes partial. */
  static RunEnd with(RunEnd end, List<Shortcoming> lacks) {
    if (lacks.isEmpty() || end.status() != RunStatus.SUCCEEDED && end.message() == null) {
      return end;
    }
    String message = Shortcoming.describe(lacks);
    if (end.status() != RunStatus.SUCCEEDED) {
      return new RunEnd(
          end.status(),
          end.at(),
          end.errorCode(),
          Shortcoming.joined(Stream.of(end.message(), message)),
          end.hint(),
          end.retryable());
    }
    ErrorCode code = lacks.get(0).code();
    return RunEnd.of(RunStatus.PARTIAL, new DumpwardenException(code, message), end.at());
  }

  /** As it is told of this run: what belongs to no schedule is never queued again. */
  public static RunEnd of(Run run, RunEnd end) {
    boolean promises = ErrorCode.INTERRUPTED.code().equals(end.errorCode());
    return promises && run.isAsked()
        ? new RunEnd(
            end.status(),
            end.at(),
            end.errorCode(),
            end.message(),
            "the process that ran it ended: start it again",
            end.retryable())
        : end;
  }

  /** The status of a run that ended for such a reason. */
  static RunStatus statusFor(ErrorCode code) {
    return switch (code) {
      case CANCELLED -> RunStatus.CANCELLED;
      case INTERRUPTED -> RunStatus.INTERRUPTED;
      default -> RunStatus.FAILED;
    };
  }

  static BackupStatus backupStatusFor(ErrorCode code) {
    return switch (code) {
      case CANCELLED -> BackupStatus.CANCELLED;
      case INTERRUPTED -> BackupStatus.INTERRUPTED;
      default -> BackupStatus.FAILED;
    };
  }

  private static ErrorCode code(Backup flawed) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.code().equals(flawed.errorCode())) {
        return code;
      }
    }
    return ErrorCode.INTERNAL;
  }

  private static String describe(List<Backup> flawed) {
    String named = Shortcoming.joined(flawed.stream().limit(NAMED).map(RunEnds::describe));
    int more = flawed.size() - NAMED;
    return more > 0 ? Shortcoming.joined(Stream.of(named, "… and " + more + " more")) : named;
  }

  private static String describe(Backup backup) {
    return "database %s: %s".formatted(backup.title(), backup.message());
  }
}
