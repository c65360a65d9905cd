package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.run.RunLog;
import io.dumpwarden.run.RunMeter;
import io.dumpwarden.run.RunQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunReporterTest {

  private final Wreck wreck = new Wreck("disk");
  private final Run run = wreck.run();
  private final ActiveRun active =
      new ActiveRun(
          run, new RunControl(Thread.currentThread()), new RunMeter(), new RunLog(wreck::now));

  @AfterEach
  void close() {
    wreck.close();
  }

  @Test
  void aLineIsWrittenOnceAlsoWhereProgressIsNot() {
    active.log().add("a line");
    report("progress", () -> new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, "away"));
    report("nothing", IllegalStateException::new);

    assertThat(wreck.queue.readLog(run.id())).hasSize(1);
  }

  @Test
  void aLineThatCouldNotBeWrittenIsWrittenTheNextTime() {
    active.log().add("a line");
    report("log", () -> new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, "away"));
    assertThat(wreck.queue.readLog(run.id())).isEmpty();

    report("nothing", IllegalStateException::new);
    assertThat(wreck.queue.readLog(run.id())).hasSize(1);
  }

  @Test
  void anErrorDoesNotEndTheReports() {
    report("progress", () -> new LinkageError("a class is missing"));

    assertThat(active.control().isEnded()).isFalse();
  }

  private void report(String failing, Supplier<Throwable> failure) {
    RunQueue queue = Failing.on(RunQueue.class, wreck.queue, failing, failure);
    new RunReporter(queue).report(active, Duration.ZERO, Optional.empty());
  }
}
