package io.dumpwarden.statistics;

import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.config.ConfigSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * How every server × schedule stands against its objective, and nothing else: for those who ask
 * again and again.
 */
public final class FleetFreshness {

  private final StatisticsFacts facts;
  private final CatalogSummary summary;
  private final Supplier<ConfigSnapshot> config;

  public FleetFreshness(
      StatisticsFacts facts, CatalogSummary summary, Supplier<ConfigSnapshot> config) {
    this.facts = facts;
    this.summary = summary;
    this.config = config;
  }

  /** Worst first. May throw {@code METADATA_UNAVAILABLE}. */
  public List<Fleet.Freshness> at(Instant now) {
    return new FreshnessReading(
            summary.lastGood(), facts.losses(), facts.standings(), config.get(), now)
        .read();
  }
}
