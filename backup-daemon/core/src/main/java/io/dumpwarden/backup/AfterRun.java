package io.dumpwarden.backup;

import io.dumpwarden.catalog.Ids;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Retries;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from a run's end: retention after a good one, another attempt after a bad one. */
public final class AfterRun {

  private static final Logger LOG = LoggerFactory.getLogger(AfterRun.class);

  private final RunQueue queue;
  private final RetentionRunner retention;
  private final Supplier<ConfigSnapshot> config;
  private final InstantSource clock;
  private final Executor background;

  /**
   * @param background for what may wait for a storage: a worker's place is not to be held by it
   */
  public AfterRun(
      RunQueue queue,
      RetentionRunner retention,
      Supplier<ConfigSnapshot> config,
      InstantSource clock,
      Executor background) {
    this.queue = queue;
    this.retention = retention;
    this.config = config;
    this.clock = clock;
    this.background = background;
  }

  /**
   * Never throws: what does not work now is made up for by the hourly retention or the next fire.
   */
  public void run(Run run, RunEnd end) {
    try {
      if (end.status() == RunStatus.SUCCEEDED) {
        background.execute(() -> retain(run));
      } else if (end.retryable() && end.status() != RunStatus.PARTIAL) {
        retry(run);
      }
    } catch (RuntimeException e) {
      LOG.warn("what follows run {} could not be done: {}", run.id(), e.toString());
    }
  }

  private void retain(Run run) {
    try {
      retention.apply(run.schedule(), run.server());
    } catch (RuntimeException e) {
      LOG.warn("retention after run {} could not be done: {}", run.id(), e.toString());
    }
  }

  /** Queues the next attempt of a run, where its schedule still exists and allows one more. */
  public void retry(Run run) {
    try {
      config
          .get()
          .schedule(run.schedule())
          .map(Schedule::retries)
          .filter(retries -> run.attempt() < retries.maxAttempts())
          .ifPresent(retries -> queue.offer(nextAttempt(run, retries)));
    } catch (DumpwardenException e) {
      LOG.warn("run {} is not tried again: {}", run.id(), e.getMessage());
    }
  }

  private Run nextAttempt(Run run, Retries retries) {
    int attempt = run.attempt() + 1;
    Instant now = clock.instant();
    return new Run(
        Ids.next(),
        run.schedule(),
        run.server(),
        run.type(),
        RunTrigger.RETRY,
        run.fireTime(),
        attempt,
        RunStatus.QUEUED,
        now,
        now.plus(retries.waitBefore(attempt)),
        null,
        null,
        null,
        RunProgress.NONE,
        false,
        run.request(),
        null);
  }
}
