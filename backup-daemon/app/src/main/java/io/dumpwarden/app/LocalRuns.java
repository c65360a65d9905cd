package io.dumpwarden.app;

import io.dumpwarden.backup.BackupListener;
import io.dumpwarden.backup.Run;
import io.dumpwarden.backup.RunExecution;
import io.dumpwarden.backup.RunQueue;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeLease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Runs queued runs in this process, as a node of its own: for commands, when no daemon is there to
 * do it.
 */
public final class LocalRuns implements AutoCloseable {

  private static final Duration RENEWAL = Duration.ofSeconds(3);
  private static final long PAUSE_MILLIS = 500;

  private final RunQueue queue;
  private final Node node;
  private final NodeLease lease;
  private final RunExecution execution;
  private volatile boolean stopped;
  private final ScheduledExecutorService ticker =
      Executors.newScheduledThreadPool(2, task -> new Thread(task, "ticker"));

  public LocalRuns(Platform platform) {
    RunWiring wiring = new RunWiring(platform);
    this.queue = platform.queue();
    this.node = Nodes.self(platform.config(), Node.Kind.COMMAND, platform.clock());
    this.lease = wiring.lease(node);
    this.execution = wiring.execution(ticker, new BackupListener() {});
    wiring.children().endOrphans();
    lease.renew();
    Periodic.every(ticker, RENEWAL, "lease", lease::renew);
    Periodic.every(ticker, RENEWAL, "journal", wiring.outcomes()::replay);
  }

  /** Runs them one after the other; one that a daemon took meanwhile is left to it. */
  public void run(List<Run> runs) throws InterruptedException {
    for (Run run : runs) {
      Optional<Run> claimed = claim(run);
      while (claimed.isEmpty() && !stopped && isQueued(run)) {
        // the server is at its limit
        Thread.sleep(PAUSE_MILLIS);
        claimed = claim(run);
      }
      if (claimed.isEmpty() && isQueued(run)) {
        queue.requestCancel(run.id());
      }
      claimed.ifPresent(execution::run);
    }
  }

  /** Ends what runs, as interrupted, and begins nothing more: what is still queued is cancelled. */
  public void interrupt() {
    stopped = true;
    execution.endAll(ErrorCode.INTERRUPTED, "the command was stopped");
  }

  private Optional<Run> claim(Run run) {
    return stopped ? Optional.empty() : queue.claim(node, run.id());
  }

  private boolean isQueued(Run run) {
    return queue
        .find(run.id())
        .filter(r -> !r.status().isFinal() && r.nodeId() == null)
        .isPresent();
  }

  @Override
  public void close() {
    try {
      Periodic.stop(ticker);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lease.release();
  }
}
