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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks that are asked and answered together. */
final class HealthGroup {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Supplier<List<HealthCheck>> checks;
  private final Duration limit;
  private final InstantSource clock;
  private final Executor threads;
  private final Map<String, HealthProbe> probes = new HashMap<>();
  private @Nullable CompletableFuture<HealthReport> latest;

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
      latest = ask(checks.get());
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

  private CompletableFuture<HealthReport> ask(List<HealthCheck> current) {
    probes.keySet().retainAll(current.stream().map(HealthCheck::name).collect(Collectors.toSet()));
    List<CompletableFuture<Finding>> asked = current.stream().map(this::ask).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              Instant at = clock.instant();
              return new HealthReport(asked.stream().map(CompletableFuture::join).toList(), at);
            });
  }

  private CompletableFuture<Finding> ask(HealthCheck check) {
    return probes
        .computeIfAbsent(check.name(), name -> new HealthProbe(limit))
        .ask(check, threads)
        .thenApply(result -> new Finding(check.name(), result));
  }
}
