package io.dumpwarden.admin;

import io.dumpwarden.admin.HealthReport.Finding;
import io.dumpwarden.node.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks that are asked and answered together. */
final class HealthGroup {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Supplier<List<HealthCheck>> checks;
  private final Duration limit;
  private final InstantSource clock;
  private final Executor threads;
  private final Map<HealthCheck, HealthProbe> probes = new HashMap<>();
  private @Nullable CompletableFuture<HealthReport> latest;

  /**
   * @param checks what is to be checked now; answers at once. An equal check is the same one
   */
  HealthGroup(
      Supplier<List<HealthCheck>> checks, Duration limit, InstantSource clock, Executor threads) {
    this.checks = checks;
    this.limit = limit;
    this.clock = clock;
    this.threads = threads;
  }

  /** The round under way, the last one while it is fresh, or a new one. */
  synchronized CompletableFuture<HealthReport> report() {
    if (latest == null || !isFresh(latest)) {
      latest = ask();
    }
    // a copy: nobody who waits can end the wait of the others
    return latest.copy();
  }

  private boolean isFresh(CompletableFuture<HealthReport> round) {
    if (!round.isDone()) {
      return true;
    }
    Duration age = Duration.between(round.join().at(), clock.instant());
    // a clock that was set back makes it negative
    return !age.isNegative() && age.compareTo(FRESH) < 0;
  }

  private CompletableFuture<HealthReport> ask() {
    List<HealthCheck> now = checks.get();
    probes.keySet().retainAll(now);
    List<CompletableFuture<Finding>> asked = now.stream().map(check -> probe(check).ask()).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              Instant at = clock.instant();
              return new HealthReport(asked.stream().map(CompletableFuture::join).toList(), at);
            });
  }

  /** The one that knows whether the check still hangs from last time. */
  private HealthProbe probe(HealthCheck check) {
    return probes.computeIfAbsent(check, c -> new HealthProbe(c, limit, threads));
  }
}
