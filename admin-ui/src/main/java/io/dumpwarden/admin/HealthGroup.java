package io.dumpwarden.admin;

import io.dumpwarden.admin.HealthReport.Finding;
import io.dumpwarden.node.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Checks that are asked and answered together. */
final class HealthGroup {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final List<HealthProbe> probes;
  private final InstantSource clock;
  private @Nullable CompletableFuture<HealthReport> latest;

  HealthGroup(List<HealthCheck> checks, Duration limit, InstantSource clock, Executor threads) {
    this.probes = checks.stream().map(check -> new HealthProbe(check, limit, threads)).toList();
    this.clock = clock;
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
    List<CompletableFuture<Finding>> asked = probes.stream().map(HealthProbe::ask).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              Instant at = clock.instant();
              return new HealthReport(asked.stream().map(CompletableFuture::join).toList(), at);
            });
  }
}
