package io.dumpwarden.metrics;

import io.dumpwarden.catalog.CatalogSummary.Reached;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RetentionRule;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many newest backups each storage of a schedule lacks, though another one has them. Storages
 * that a schedule no longer writes to, and servers that are gone, lack nothing.
 */
final class CopiesBehind {

  private record Dumped(String schedule, String server, String scope) {

    static Dumped of(Series series) {
      return new Dumped(series.schedule(), series.server(), series.scope());
    }
  }

  private record Place(String schedule, String storage) {}

  private final Map<Place, Long> behind = new HashMap<>();

  CopiesBehind(List<Reached> reached, ConfigSnapshot config) {
    Map<Dumped, String> newest = new HashMap<>();
    for (Reached one : reached) {
      if (one.kept() > 0) {
        newest.merge(Dumped.of(one.series()), one.newestId(), CopiesBehind::later);
      }
    }
    config.schedules().stream().filter(Schedule::enabled).forEach(s -> expect(s, config));
    for (Reached one : reached) {
      Series series = one.series();
      String best = newest.getOrDefault(Dumped.of(series), "");
      if (one.newestId().compareTo(best) < 0 && config.server(series.server()).isPresent()) {
        behind.computeIfPresent(
            new Place(series.schedule(), series.storage()), (place, count) -> count + 1);
      }
    }
  }

  void addTo(Families families) {
    behind.forEach(
        (place, count) ->
            families.add(MetricName.COPIES_BEHIND, count, place.schedule(), place.storage()));
  }

  private void expect(Schedule schedule, ConfigSnapshot config) {
    for (RetentionRule rule : config.rulesOf(schedule.name())) {
      if (config.storage(rule.storage()).filter(Storage::enabled).isPresent()) {
        behind.put(new Place(schedule.name(), rule.storage()), 0L);
      }
    }
  }

  private static String later(String a, String b) {
    return a.compareTo(b) < 0 ? b : a;
  }
}
