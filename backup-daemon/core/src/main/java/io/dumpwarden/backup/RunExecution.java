package io.dumpwarden.backup;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.error.LogContext;
import io.dumpwarden.outcome.Outcomes;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunLog;
import io.dumpwarden.run.RunMeter;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.run.RunStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything around a claimed run: progress, timeout, its recorded end, what follows from it. */
public final class RunExecution {

  private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

  /**
   * What a run's surroundings are made of.
   *
   * @param ticker runs the reports; the caller's to stop
   */
  public record Surroundings(
      RunQueue queue,
      Outcomes outcomes,
      Supplier<ConfigSnapshot> config,
      InstantSource clock,
      ScheduledExecutorService ticker) {}

  private final BackupRunner runner;
  private final AfterRun afterRun;
  private final Surroundings around;
  private final BackupListener listener;
  private final Map<String, ActiveRun> active = new ConcurrentHashMap<>();

  public RunExecution(
      BackupRunner runner, AfterRun afterRun, Surroundings around, BackupListener listener) {
    this.runner = runner;
    this.afterRun = afterRun;
    this.around = around;
    this.listener = listener;
  }

  /** Runs a run that this node claimed, to its recorded end. */
  public RunEnd run(Run run) {
    return LogContext.ofRun(run.id(), run.server(), run.schedule(), () -> logged(run));
  }

  private RunEnd logged(Run run) {
    ActiveRun now =
        new ActiveRun(
            run,
            new RunControl(Thread.currentThread()),
            new RunMeter(),
            new RunLog(around.clock()));
    active.put(run.id(), now);
    LOG.info(
        "run {} begins: schedule {}, server {}, attempt {}",
        run.id(),
        run.schedule(),
        run.server(),
        run.attempt());
    listener.runStarted(run);
    RunReporter reporter = new RunReporter(around.queue());
    ScheduledFuture<?> reports = startReports(now, reporter);
    RunEnd end;
    try {
      end = RunEnds.of(run, runner.run(now));
    } finally {
      // nothing that follows is to trip over an interrupt that was meant for the run
      now.control().finish();
      reports.cancel(false);
    }
    try {
      reporter.report(now, Duration.ZERO, Optional.empty());
      around.outcomes().runFinished(run.id(), end, now.log().take());
    } finally {
      active.remove(run.id());
    }
    log(run, end);
    listener.runFinished(run, end);
    afterRun.run(run, end);
    return end;
  }

  /** The runs at work in this process. */
  public Collection<ActiveRun> active() {
    return List.copyOf(active.values());
  }

  /** Ends every run at work in this process. */
  public void endAll(ErrorCode code, String message) {
    active().forEach(run -> run.control().end(code, message));
  }

  private ScheduledFuture<?> startReports(ActiveRun now, RunReporter reporter) {
    long begin = System.nanoTime();
    Optional<Duration> timeout = timeout(now.run());
    return around
        .ticker()
        .scheduleWithFixedDelay(
            () -> reporter.report(now, Duration.ofNanos(System.nanoTime() - begin), timeout),
            1,
            1,
            TimeUnit.SECONDS);
  }

  private Optional<Duration> timeout(Run run) {
    try {
      return around.config().get().schedule(run.schedule()).map(Schedule::timeout);
    } catch (DumpwardenException e) {
      LOG.warn("run {} goes without a timeout: {}", run.id(), e.getMessage());
      return Optional.empty();
    }
  }

  private static void log(Run run, RunEnd end) {
    if (end.status() == RunStatus.SUCCEEDED) {
      LOG.info("run {} succeeded: schedule {}, server {}", run.id(), run.schedule(), run.server());
    } else {
      LOG.warn(
          "run {} {}: schedule {}, server {}: {} ({}); {}",
          run.id(),
          end.status().id(),
          run.schedule(),
          run.server(),
          end.message(),
          end.errorCode(),
          end.hint());
    }
  }
}
