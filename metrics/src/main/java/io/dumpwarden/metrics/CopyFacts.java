package io.dumpwarden.metrics;

import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.catalog.CatalogSummary.CopyTotals;
import io.dumpwarden.catalog.CatalogSummary.LongestWaiting;
import io.dumpwarden.catalog.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What verification knows of the copies.
 *
 * @param configured the series whose server and schedule still exist
 */
record CopyFacts(
    List<CopyTotals> totals, Set<Series> configured, List<LongestWaiting> longestWaiting) {

  static CopyFacts read(CatalogSummary summary, Set<String> servers, Set<String> schedules) {
    List<CopyTotals> totals = summary.copyTotals();
    Set<Series> configured =
        totals.stream()
            .map(CopyTotals::series)
            .filter(s -> servers.contains(s.server()) && schedules.contains(s.schedule()))
            .collect(java.util.stream.Collectors.toSet());
    return new CopyFacts(totals, configured, summary.longestWaiting());
  }

  void addTo(Families families, Instant now) {
    totals.forEach(total -> add(families, total));
    longestWaiting.forEach(
        waiting ->
            families.add(
                MetricName.UNVERIFIED_AGE,
                Duration.between(waiting.since(), now).toMillis() / 1000.0,
                waiting.storage()));
  }

  private void add(Families families, CopyTotals total) {
    Series series = total.series();
    String storage = series.storage();
    families.add(MetricName.COPIES, total.unverified(), storage, "unverified");
    families.add(MetricName.COPIES, total.verified(), storage, "verified");
    families.add(MetricName.COPIES, total.unreadable(), storage, "unreadable");
    families.add(MetricName.COPIES, total.missing(), storage, "missing");
    families.add(MetricName.COPIES, total.corrupt(), storage, "corrupt");
    families.add(MetricName.REPAIRS, total.repaired(), series.schedule(), storage);
    Instant verifiedAt = total.verifiedAt();
    if (verifiedAt != null && configured.contains(series)) {
      families.add(
          MetricName.LAST_VERIFICATION,
          verifiedAt,
          series.server(),
          series.scope(),
          series.schedule(),
          storage);
    }
  }
}
