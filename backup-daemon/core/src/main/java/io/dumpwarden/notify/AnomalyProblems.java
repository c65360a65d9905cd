package io.dumpwarden.notify;

import io.dumpwarden.anomaly.AnomalyStore;
import io.dumpwarden.anomaly.OpenAnomaly;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Backups that differ from their own history, as long as nobody accepted it. */
public final class AnomalyProblems implements ProblemSource {

  private final AnomalyStore anomalies;

  public AnomalyProblems(AnomalyStore anomalies) {
    this.anomalies = anomalies;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("anomaly");
  }

  @Override
  public List<FoundProblem> find(ConfigSnapshot config, Instant now) {
    Routing routing = new Routing(config);
    return anomalies.open().stream()
        .filter(one -> routing.isWatched(about(one)))
        .map(AnomalyProblems::problem)
        .toList();
  }

  private static About about(OpenAnomaly one) {
    return new About(one.server(), one.schedule(), null, one.scope(), null);
  }

  private static FoundProblem problem(OpenAnomaly one) {
    List<String> lines = new ArrayList<>();
    lines.add(one.reason());
    if (one.suspicious()) {
      lines.add("Data may be lost. The last backup before it is kept until somebody accepts it.");
    }
    lines.add("Backup %s.".formatted(one.backupId()));
    return new FoundProblem(
        "anomaly/%s/%s/%s/%s".formatted(one.kind().id(), one.schedule(), one.server(), one.scope()),
        NotificationEvent.ANOMALY,
        one.suspicious() ? Severity.CRITICAL : Severity.WARNING,
        "The backup of %s on %s (schedule %s) differs from those before it"
            .formatted(one.scope(), one.server(), one.schedule()),
        lines,
        about(one),
        one.backupId(),
        true);
  }
}
