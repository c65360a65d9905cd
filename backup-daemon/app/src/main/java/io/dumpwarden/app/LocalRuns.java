package io.dumpwarden.app;

import io.dumpwarden.backup.BackupListener;
import io.dumpwarden.backup.RunExecution;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeLease;
import io.dumpwarden.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Runs queued runs in this process, as a node of its own: for commands, when no daemon is there to
 * do it.
 */
public final class LocalRuns implements AutoCloseable {

  private static final Duration RENEWAL = Duration.ofSeconds(3);

  private final Node node;
  private final QueuedClaim claims;
  private final NodeLease lease;
  private final RunExecution execution;
  private volatile boolean stopped;
  private final ScheduledExecutorService ticker =
      Executors.newScheduledThreadPool(2, task -> new Thread(task, "ticker"));

  public LocalRuns(Platform platform) {
    this(platform, null);
  }

  /**
   * @param key beside those that the rows hold; null for none
   */
  public LocalRuns(Platform platform, @Nullable GivenKey key) {
    RunWiring wiring = RunWiring.with(platform, key);
    this.node = Nodes.self(platform.config(), Node.Kind.COMMAND, platform.clock());
    this.claims = new QueuedClaim(platform.queue(), node, () -> stopped);
    this.lease = wiring.lease(node);
    this.execution = wiring.execution(ticker, new BackupListener() {});
    wiring.children().endOrphansOfOthers();
    lease.renew();
    Periodic.every(ticker, RENEWAL, "lease", lease::renew);
    Periodic.every(ticker, RENEWAL, "journal", wiring.outcomes()::replay);
  }

  /** What a run names to be run here and nowhere else. */
  public String nodeId() {
    return node.id();
  }

  /** Runs them one after the other; one that a daemon took meanwhile is left to it. */
  public void run(List<Run> runs) throws InterruptedException {
    for (Run run : runs) {
      claims.await(run).ifPresent(execution::run);
    }
  }

  /** Ends what runs, as interrupted, and begins nothing more: what is still queued is cancelled. */
  public void interrupt() {
    stopped = true;
    execution.endAll(ErrorCode.INTERRUPTED, "the command was stopped");
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
