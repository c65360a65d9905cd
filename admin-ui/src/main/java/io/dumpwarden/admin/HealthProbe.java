package io.dumpwarden.admin;

import io.dumpwarden.admin.HealthReport.Finding;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.node.HealthCheck;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one check within a time limit. One that hangs holds one thread, however often it is asked.
 */
final class HealthProbe {

  private static final Logger LOG = LoggerFactory.getLogger(HealthProbe.class);

  private final HealthCheck check;
  private final Duration limit;
  private final Executor threads;
  private CompletableFuture<Finding> running = new CompletableFuture<>();
  private CompletableFuture<Finding> bounded = new CompletableFuture<>();

  HealthProbe(HealthCheck check, Duration limit, Executor threads) {
    this.check = check;
    this.limit = limit;
    this.threads = threads;
    running.cancel(false);
  }

  /** What the check finds, or unhealthy when it does not answer in time; never fails. */
  synchronized CompletableFuture<Finding> ask() {
    if (running.isDone()) {
      running =
          CompletableFuture.supplyAsync(() -> new Finding(check.name(), answer(check)), threads);
      bounded = running.copy().completeOnTimeout(late(), limit.toMillis(), TimeUnit.MILLISECONDS);
    }
    return bounded;
  }

  private Finding late() {
    String detail = "no answer within %.1f s".formatted(limit.toMillis() / 1000.0);
    return new Finding(check.name(), new HealthCheck.Result(false, detail));
  }

  private static HealthCheck.Result answer(HealthCheck check) {
    try {
      return check.check();
    } catch (DumpwardenException e) {
      return new HealthCheck.Result(false, e.code().code() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      // its message may hold anything, and the address is open to all
      LOG.warn("health check {} broke", check.name(), e);
      return new HealthCheck.Result(false, "the check itself broke: read the daemon's log");
    }
  }
}
