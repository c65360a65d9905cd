package io.dumpwarden.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The values of one scrape, gathered by metric. Values under the same labels add up. */
final class Families {

  private final Map<MetricName, Map<Labels, Double>> values = new EnumMap<>(MetricName.class);

  /**
   * @param labels in the order of {@link MetricName#labels}
   */
  void add(MetricName metric, double value, String... labels) {
    values
        .computeIfAbsent(metric, m -> new TreeMap<>())
        .merge(Labels.of(metric.labels(), List.of(labels)), value, Double::sum);
  }

  void add(MetricName metric, Instant at, String... labels) {
    add(metric, at.getEpochSecond() + at.getNano() / 1e9, labels);
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    values.forEach((metric, points) -> all.metricSnapshot(snapshot(metric, points)));
    return all.build();
  }

  private static MetricSnapshot snapshot(MetricName metric, Map<Labels, Double> points) {
    return switch (metric.kind()) {
      case COUNTER -> counter(metric, points);
      case GAUGE -> gauge(metric, points);
      case INFO -> info(metric, points);
    };
  }

  private static MetricSnapshot counter(MetricName metric, Map<Labels, Double> points) {
    var family = CounterSnapshot.builder().name(metric.base()).help(metric.help());
    points.forEach(
        (labels, value) ->
            family.dataPoint(
                CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
    return family.build();
  }

  private static MetricSnapshot gauge(MetricName metric, Map<Labels, Double> points) {
    var family = GaugeSnapshot.builder().name(metric.base()).help(metric.help());
    points.forEach(
        (labels, value) ->
            family.dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
    return family.build();
  }

  private static MetricSnapshot info(MetricName metric, Map<Labels, Double> points) {
    var family = InfoSnapshot.builder().name(metric.base()).help(metric.help());
    points
        .keySet()
        .forEach(
            labels -> family.dataPoint(InfoDataPointSnapshot.builder().labels(labels).build()));
    return family.build();
  }
}
