package io.dumpwarden.app;

import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillRequest;
import io.dumpwarden.drill.DrillRunner;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.JdbiNodeRegistry;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeLease;
import io.dumpwarden.run.RunControl;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Drills in this process, as a node of its own: for commands. One at a time. */
public final class LocalDrill implements AutoCloseable {

  private static final Duration RENEWAL = Duration.ofSeconds(3);

  private final Node node;
  private final NodeLease lease;
  private final DrillRunner runner;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ticker"));
  private @Nullable RunControl control;
  private boolean cancelled;

  /**
   * Takes a lease, and clears up after drills whose process is gone.
   *
   * @param keys the platform's, with those that somebody gave
   */
  public LocalDrill(Platform platform, Keyring keys) {
    DrillWiring wiring = new DrillWiring(platform, keys);
    this.node = Nodes.self(platform.config(), Node.Kind.COMMAND, platform.clock());
    this.lease = new NodeLease(node, new JdbiNodeRegistry(platform.store()), platform.clock());
    this.runner = wiring.runner();
    lease.renew();
    Periodic.every(ticker, RENEWAL, "lease", lease::renew);
    wiring.recovery().recover(NodeLease.GRACE.plus(NodeLease.SETTLING));
  }

  /** Drills, on the calling thread; its end is on record. */
  public Drill run(DrillRequest request) {
    RunControl mine = new RunControl(Thread.currentThread());
    synchronized (this) {
      control = mine;
      if (cancelled) {
        cancel();
      }
    }
    return runner.run(runner.begin(request, node), mine);
  }

  /** Ends the drill, or the one to come, which clean up after themselves. */
  public synchronized void cancel() {
    cancelled = true;
    if (control != null) {
      control.end(ErrorCode.CANCELLED, "the command was stopped");
    }
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
