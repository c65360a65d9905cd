package io.dumpwarden.admin;

import io.dumpwarden.node.HealthCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The checks behind the health addresses. They run beside each other, each at most once at a time
 * and with a time limit of its own, and what they found holds for a second: probes, however many,
 * cannot hammer what is checked. Safe for use by many threads.
 */
public final class HealthChecks {

  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final ExecutorService threads;
  private final HealthGroup live;
  private final HealthGroup ready;

  /**
   * @param live what only a restart of the process can mend
   * @param ready what the node needs to do its work now; answers at once, and with equal checks for
   *     the same things
   */
  public HealthChecks(
      List<HealthCheck> live, Supplier<List<HealthCheck>> ready, InstantSource clock) {
    this(live, ready, clock, LIMIT);
  }

  HealthChecks(
      List<HealthCheck> live,
      Supplier<List<HealthCheck>> ready,
      InstantSource clock,
      Duration limit) {
    this.threads = Executors.newCachedThreadPool(HealthChecks::thread);
    this.live = new HealthGroup(() -> live, limit, clock, threads);
    this.ready = new HealthGroup(ready, limit, clock, threads);
  }

  /** Whether the process itself works. */
  public CompletableFuture<HealthReport> live() {
    return live.report();
  }

  /** Whether everything works that the node needs. */
  public CompletableFuture<HealthReport> ready() {
    return ready.report();
  }

  /** Interrupts the checks that still run; for the server that answers with them. */
  void close() {
    threads.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "health-check");
    thread.setDaemon(true);
    return thread;
  }
}
