package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.view.AnomalyView;
import io.dumpwarden.view.BackupView;
import io.dumpwarden.view.RunView;
import java.io.PrintWriter;
import java.util.List;

/** How runs ended, and what they made. */
record RunResult(List<Run> runs, List<BackupView> backups) {

  /** With what the catalog holds of them. */
  static RunResult of(List<Run> runs, Platform platform) {
    return new RunResult(
        runs,
        runs.stream()
            .flatMap(run -> platform.catalog().ofRun(run.id()).stream())
            .map(BackupView::of)
            .toList());
  }

  List<RunView> runViews() {
    return runs.stream().map(RunView::of).toList();
  }

  void print(PrintWriter out) {
    for (RunView run : runViews()) {
      String ticket = run.ticket() == null ? "" : ", ticket " + run.ticket();
      out.printf("run %s on %s%s: %s%n", run.id(), run.server(), ticket, run.status());
      if (run.message() != null) {
        out.printf("  %s%n", Table.harmless(run.message()));
      }
      if (run.hint() != null) {
        out.printf("  hint: %s%n", run.hint());
      }
    }
    if (!backups.isEmpty()) {
      BackupTable.of(backups).print(out);
    }
    backups.stream()
        .filter(backup -> backup.message() != null)
        .forEach(backup -> out.println(failure(backup)));
    for (BackupView backup : backups) {
      backup.unaccepted().forEach(anomaly -> out.println(unlike(backup, anomaly)));
    }
    out.flush();
  }

  private static String unlike(BackupView backup, AnomalyView anomaly) {
    return Table.harmless(
        "! %s/%s differs from the backups before it: %s (%s)"
            .formatted(
                backup.server(),
                String.join(",", backup.databases()),
                anomaly.reason(),
                anomaly.kind()));
  }

  private static String failure(BackupView backup) {
    return Table.harmless(
        "✗ %s/%s: %s"
            .formatted(backup.server(), String.join(",", backup.databases()), backup.message()));
  }

  /** All good, something good, nothing good: what a run made before it was ended stays good. */
  int exitCode() {
    if (runs.stream().allMatch(r -> r.status() == RunStatus.SUCCEEDED)) {
      return ExitCode.DONE;
    }
    boolean anyGood =
        runs.stream()
            .anyMatch(r -> r.status() == RunStatus.SUCCEEDED || r.status() == RunStatus.PARTIAL);
    return anyGood || backups.stream().anyMatch(BackupView::good)
        ? ExitCode.PARTIAL
        : ExitCode.FAILED;
  }
}
