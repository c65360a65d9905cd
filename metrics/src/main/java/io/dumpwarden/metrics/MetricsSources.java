package io.dumpwarden.metrics;

import io.dumpwarden.anomaly.OpenAnomaly;
import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowStates;
import io.dumpwarden.drill.DrillEnds;
import io.dumpwarden.node.Node;
import io.dumpwarden.notify.ChannelCount;
import io.dumpwarden.statistics.FleetFreshness;
import io.dumpwarden.statistics.Statistics.StorageUse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the values come from.
 *
 * @param config the configuration as it is at each call
 * @param drills how the newest drills ended
 * @param storages what storages hold, by how much they grow, what is free
 * @param anomalies in what newest backups differ from those before them, not accepted
 * @param channels how the messages of each channel stand
 * @param nodes those whose lease is good
 * @param tokenExpiry when the first of the API tokens expires that are good at a time
 * @param certificateEnd of the admin server's certificate; null without TLS
 */
public record MetricsSources(
    CatalogSummary summary,
    RowStates rowStates,
    Supplier<ConfigSnapshot> config,
    DrillEnds drills,
    FreshnessSource freshness,
    Supplier<List<StorageUse>> storages,
    Supplier<List<OpenAnomaly>> anomalies,
    Supplier<List<ChannelCount>> channels,
    Supplier<List<Node>> nodes,
    Function<Instant, Optional<Instant>> tokenExpiry,
    @Nullable Instant certificateEnd) {

  /** How every server × schedule stands, given what was read already. */
  public interface FreshnessSource {

    FleetFreshness.Reading read(Instant now, ConfigSnapshot config, List<LastGood> lastGood);
  }
}
