package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import io.dumpwarden.view.BackupView;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunResultTest {

  private static final Instant AT = Instant.parse("2026-10-05T12:00:00Z");

  @Test
  void theExitCodeTellsWhetherAnythingIsGood() {
    assertThat(exit(RunStatus.SUCCEEDED, "succeeded")).isEqualTo(ExitCode.DONE);
    assertThat(exit(RunStatus.PARTIAL, "failed", "succeeded")).isEqualTo(ExitCode.PARTIAL);
    assertThat(exit(RunStatus.FAILED, "failed")).isEqualTo(ExitCode.FAILED);
    assertThat(exit(RunStatus.INTERRUPTED, "interrupted")).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void whatWasGoodBeforeTheEndCounts() {
    for (RunStatus end : List.of(RunStatus.INTERRUPTED, RunStatus.CANCELLED, RunStatus.FAILED)) {
      assertThat(exit(end, "succeeded", "interrupted")).isEqualTo(ExitCode.PARTIAL);
      assertThat(exit(end, "partial")).isEqualTo(ExitCode.PARTIAL);
    }
  }

  private static int exit(RunStatus status, String... backups) {
    return new RunResult(List.of(run(status)), Stream.of(backups).map(RunResultTest::made).toList())
        .exitCode();
  }

  private static Run run(RunStatus status) {
    return new Run(
        "r",
        "manual",
        "s",
        "manual",
        RunTrigger.CLI,
        AT,
        1,
        status,
        AT,
        AT,
        null,
        null,
        null,
        RunProgress.NONE,
        false,
        RunRequest.by("ann"),
        new RunEnd(status, AT, null, null, null, false));
  }

  private static BackupView made(String status) {
    return new BackupView(
        "b",
        "r",
        "manual",
        "s",
        List.of("d"),
        "manual",
        status,
        "mysqldump",
        AT,
        AT,
        1,
        1,
        1,
        null,
        null,
        false,
        null,
        null,
        List.of(),
        List.of());
  }
}
