package io.dumpwarden.notify;

import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.catalog.CatalogSummary.CopyTotals;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.statistics.StatisticsFacts;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Copies that verification found missing or corrupt, and that nothing repaired. */
public final class CopyProblems implements ProblemSource {

  private final StatisticsFacts facts;
  private final CatalogSummary summary;

  public CopyProblems(StatisticsFacts facts, CatalogSummary summary) {
    this.facts = facts;
    this.summary = summary;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("copies");
  }

  @Override
  public List<FoundProblem> find(ConfigSnapshot config, Instant now) {
    // in a sound fleet there is none, and the sums of all series need not be read
    boolean any = facts.losses().stream().anyMatch(loss -> loss.copies() > 0);
    return any ? of(summary.copyTotals(), config) : List.of();
  }

  static List<FoundProblem> of(List<CopyTotals> all, ConfigSnapshot config) {
    Routing routing = new Routing(config);
    return all.stream()
        .filter(totals -> totals.missing() + totals.corrupt() > 0)
        .filter(totals -> routing.isWatched(about(totals)))
        .map(CopyProblems::problem)
        .toList();
  }

  private static About about(CopyTotals totals) {
    Series of = totals.series();
    return new About(of.server(), of.schedule(), of.storage(), of.scope(), null);
  }

  private static FoundProblem problem(CopyTotals totals) {
    Series of = totals.series();
    return new FoundProblem(
        "copies/%s/%s/%s/%s".formatted(of.schedule(), of.storage(), of.server(), of.scope()),
        NotificationEvent.VERIFICATION_FAILED,
        Severity.CRITICAL,
        "Copies of %s on %s (schedule %s) in storage %s are missing or corrupt"
            .formatted(of.scope(), of.server(), of.schedule(), of.storage()),
        List.of(
            "%d missing, %d corrupt; %d as they were proven, %d not read yet."
                .formatted(
                    totals.missing(), totals.corrupt(), totals.verified(), totals.unverified()),
            "What to do: see them by `dumpwarden backups`; they are repaired from another storage"
                + " where one has them."),
        about(totals),
        "%d/%d".formatted(totals.missing(), totals.corrupt()),
        true);
  }
}
