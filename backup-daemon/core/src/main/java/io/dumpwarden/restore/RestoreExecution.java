package io.dumpwarden.restore;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.error.LogContext;
import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.run.RunControl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything around a restore: its row, how far it is, its log, the wish that it end. The store may
 * be away meanwhile: the restore goes on.
 */
public final class RestoreExecution {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreExecution.class);

  /** How long a finished restore waits for a store that is away. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RestoreRunner runner;
  private final RestoreStore store;
  private final InstantSource clock;
  private final ScheduledExecutorService ticker;
  private Runnable onBegun = () -> {};

  /**
   * @param ticker runs the reports; the caller's to stop
   */
  public RestoreExecution(
      RestoreRunner runner,
      RestoreStore store,
      InstantSource clock,
      ScheduledExecutorService ticker) {
    this.runner = runner;
    this.store = store;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** Has somebody told when it is on record that the restore begins. */
  public RestoreExecution onBegun(Runnable told) {
    onBegun = told;
    return this;
  }

  /**
   * Restores, on record.
   *
   * @param restore not recorded yet
   * @param control made for the calling thread
   * @throws DumpwardenException {@code METADATA_UNAVAILABLE} where it cannot be recorded that it
   *     begins; nothing was done then
   */
  public RestoreOutcome run(
      Restore restore,
      RestoreSource source,
      RestorePlan plan,
      RunControl control,
      RestoreMeter meter) {
    return LogContext.ofRestore(
        restore.id(),
        plan.request().target().name(),
        () -> logged(restore, source, plan, control, meter));
  }

  private RestoreOutcome logged(
      Restore restore,
      RestoreSource source,
      RestorePlan plan,
      RunControl control,
      RestoreMeter meter) {
    store.begin(restore);
    onBegun.run();
    meter.onPhase(progress -> tell(restore.id(), progress));
    ScheduledFuture<?> reports =
        ticker.scheduleWithFixedDelay(
            () -> report(restore.id(), meter, control), 1, 1, TimeUnit.SECONDS);
    RestoreOutcome outcome;
    try {
      outcome = runner.run(restore.id(), source, plan, control, meter);
    } finally {
      // nothing that follows is to trip over an interrupt that was meant for the restore
      control.finish();
      reports.cancel(false);
    }
    RestoreEnd end = RestoreEnd.of(outcome, source.storage().orElse(null), clock.instant());
    record(restore.id(), meter, end);
    return outcome;
  }

  /** Who finds this restore without its process judges by the phase what may have been done. */
  private void tell(String id, RestoreProgress progress) {
    try {
      store.progress(id, progress);
    } catch (DumpwardenException e) {
      LOG.warn(
          "restore {} begins {} without that being on record: {}",
          id,
          progress.phase().id(),
          e.getMessage());
    }
  }

  private void report(String id, RestoreMeter meter, RunControl control) {
    List<String> lines = meter.log().take();
    try {
      store.log(id, lines);
      lines = List.of();
      if (store.progress(id, meter.progress())) {
        control.end(ErrorCode.CANCELLED, "cancelled on request");
      }
    } catch (Throwable e) {
      // a report that fails is made up for by the next one; a thrown exception would end them all
      LOG.debug("progress waits for the metadata store", e);
    } finally {
      meter.log().putBack(lines);
    }
  }

  private void record(String id, RestoreMeter meter, RestoreEnd end) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        store.progress(id, meter.progress());
        store.finish(id, end);
        store.log(id, meter.log().take());
        return;
      } catch (DumpwardenException e) {
        if (e.code() != ErrorCode.METADATA_UNAVAILABLE || System.nanoTime() > deadline) {
          LOG.error("the end of restore {} is not on record: {}", id, end, e);
          return;
        }
        pause();
      }
    }
  }

  /** An interrupted thread goes on too: what came of the restore is to be on record. */
  private static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }
}
