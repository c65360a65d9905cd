package io.dumpwarden.metrics;

import io.dumpwarden.anomaly.OpenAnomaly;
import io.dumpwarden.node.Node;
import io.dumpwarden.statistics.Fleet.Freshness;
import io.dumpwarden.statistics.Statistics.StorageUse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the fleet stands, and those who look after it.
 *
 * @param anomalies of enabled schedules, on enabled servers that they select
 * @param tokenExpiry when the next API token expires; null where none does
 */
record FleetFacts(
    List<Freshness> freshness,
    List<StorageUse> storages,
    List<OpenAnomaly> anomalies,
    long daemons,
    @Nullable Instant tokenExpiry) {

  static FleetFacts read(
      MetricsSources sources, List<Freshness> freshness, Watched watched, Instant now) {
    return new FleetFacts(
        freshness,
        sources.storages().get(),
        sources.anomalies().get().stream()
            .filter(one -> watched.has(one.server(), one.schedule()))
            .toList(),
        sources.nodes().get().stream().filter(node -> node.kind() == Node.Kind.DAEMON).count(),
        sources.tokenExpiry().apply(now).orElse(null));
  }

  void addTo(Families families) {
    for (Freshness one : freshness) {
      families.add(MetricName.FRESHNESS, 1, one.server(), one.schedule(), one.status().id());
    }
    storages.forEach(storage -> add(families, storage));
    for (OpenAnomaly one : anomalies) {
      families.add(
          MetricName.ANOMALY,
          1,
          one.server(),
          one.scope(),
          one.schedule(),
          one.kind().id(),
          "" + one.suspicious());
    }
    families.add(MetricName.DAEMONS, daemons);
    if (tokenExpiry != null) {
      families.add(MetricName.TOKEN_EXPIRY, tokenExpiry);
    }
  }

  private static void add(Families families, StorageUse storage) {
    if (storage.knowsGrowth()) {
      families.add(MetricName.STORAGE_GROWTH, storage.growthPerDay(), storage.name());
    }
    Long free = storage.freeBytes();
    if (free != null) {
      families.add(MetricName.STORAGE_FREE, free, storage.name());
    }
  }
}
