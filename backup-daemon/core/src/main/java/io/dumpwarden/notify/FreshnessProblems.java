package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.statistics.Fleet.Freshness;
import io.dumpwarden.statistics.Fleet.Status;
import io.dumpwarden.statistics.FleetStatistics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Servers whose newest good backup is older than their schedule's objective. */
public final class FreshnessProblems implements ProblemSource {

  private final FleetStatistics statistics;

  public FreshnessProblems(FleetStatistics statistics) {
    this.statistics = statistics;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("stale");
  }

  @Override
  public List<FoundProblem> find(ConfigSnapshot config, Instant now) {
    return statistics.fleet().freshness().stream()
        .filter(one -> one.status() == Status.NEVER || one.status() == Status.STALE)
        .map(FreshnessProblems::problem)
        .toList();
  }

  private static FoundProblem problem(Freshness one) {
    boolean never = one.status() == Status.NEVER;
    return new FoundProblem(
        "stale/%s/%s".formatted(one.schedule(), one.server()),
        NotificationEvent.STALE,
        Severity.CRITICAL,
        never
            ? "No good backup of %s (schedule %s)".formatted(one.server(), one.schedule())
            : "The newest good backup of %s (schedule %s) is too old"
                .formatted(one.server(), one.schedule()),
        lines(one),
        new About(one.server(), one.schedule(), null, null, null),
        "",
        true);
  }

  private static List<String> lines(Freshness one) {
    List<String> lines = new ArrayList<>();
    Instant last = one.lastGoodAt();
    lines.add(
        last == null
            ? "There is none that could be restored."
            : "It is of %s.".formatted(last.truncatedTo(ChronoUnit.SECONDS)));
    Long seconds = one.maxAgeSeconds();
    if (seconds != null) {
      lines.add("It may be %s old.".formatted(Spans.text(Duration.ofSeconds(seconds))));
    }
    lines.add("What to do: see the newest runs of the schedule, and whether it fires at all.");
    return lines;
  }
}
