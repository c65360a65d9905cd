package io.dumpwarden.admin;

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

  private final Duration limit;
  private CompletableFuture<HealthCheck.Result> running = new CompletableFuture<>();
  private CompletableFuture<HealthCheck.Result> bounded = new CompletableFuture<>();

  HealthProbe(Duration limit) {
    this.limit = limit;
    running.cancel(false);
  }

  /** The check's answer, or unhealthy when it does not come in time; never fails. */
  synchronized CompletableFuture<HealthCheck.Result> ask(HealthCheck check, Executor threads) {
    if (running.isDone()) {
      running = CompletableFuture.supplyAsync(() -> answer(check), threads);
      bounded = running.copy().completeOnTimeout(late(), limit.toMillis(), TimeUnit.MILLISECONDS);
    }
    return bounded;
  }

  private HealthCheck.Result late() {
    return new HealthCheck.Result(
        false, "no answer within %.1f s".formatted(limit.toMillis() / 1000.0));
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
