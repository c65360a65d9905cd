package io.dumpwarden.backup;

import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a run's progress and log to the store as it goes, and an operator's wish to end it, or
 * its timeout, to the run. Called about once a second for each run at work.
 */
final class RunReporter {

  private static final Logger LOG = LoggerFactory.getLogger(RunReporter.class);

  private final RunQueue queue;

  RunReporter(RunQueue queue) {
    this.queue = queue;
  }

  /**
   * @param running how long the run is at work
   */
  void report(ActiveRun active, Duration running, Optional<Duration> timeout) {
    if (timeout.isPresent() && running.compareTo(timeout.get()) > 0) {
      active
          .control()
          .end(
              ErrorCode.TIMEOUT,
              "the run took longer than its schedule's timeout of %d s"
                  .formatted(timeout.get().toSeconds()));
    }
    active.meter().tables().forEach(active.log()::add);
    List<String> lines = active.log().take();
    try {
      queue.log(active.run().id(), lines);
      lines = List.of();
      queue.progress(active.run().id(), active.meter().sample());
      if (queue.find(active.run().id()).filter(Run::cancelRequested).isPresent()) {
        active.control().end(ErrorCode.CANCELLED, "cancelled on request");
      }
    } catch (Throwable e) {
      // a report that fails is made up for by the next one; a thrown exception would end them all
      LOG.debug("progress waits for the metadata store", e);
    } finally {
      active.log().putBack(lines);
    }
  }
}
