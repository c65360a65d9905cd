package io.dumpwarden.app;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunQueue;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims given runs for this process, however long their server or the metadata store is away. */
final class QueuedClaim {

  private static final Logger LOG = LoggerFactory.getLogger(QueuedClaim.class);
  private static final long PAUSE_MILLIS = 500;

  private final RunQueue queue;
  private final Node node;
  private final BooleanSupplier stopped;

  /**
   * @param stopped whether to claim nothing more: what is queued is cancelled then
   */
  QueuedClaim(RunQueue queue, Node node, BooleanSupplier stopped) {
    this.queue = queue;
    this.node = node;
    this.stopped = stopped;
  }

  /** Empty where a daemon took it meanwhile, or it is no longer wanted. */
  Optional<Run> await(Run run) throws InterruptedException {
    while (true) {
      try {
        Optional<Run> claimed =
            stopped.getAsBoolean() ? Optional.empty() : queue.claim(node, run.id());
        if (claimed.isPresent() || !isQueued(run)) {
          return claimed;
        }
        if (stopped.getAsBoolean()) {
          queue.requestCancel(run.id());
          return Optional.empty();
        }
      } catch (DumpwardenException e) {
        if (e.code() != ErrorCode.METADATA_UNAVAILABLE || stopped.getAsBoolean()) {
          throw e;
        }
        LOG.debug("waiting for the metadata store", e);
      }
      // the server is at its limit, or the store is away
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean isQueued(Run run) {
    return queue
        .find(run.id())
        .filter(r -> !r.status().isFinal() && r.nodeId() == null)
        .isPresent();
  }
}
