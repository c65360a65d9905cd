package io.dumpwarden.statistics;

import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.config.ConfigSnapshot;
import java.time.Instant;
import java.util.List;

/**
 * How every server × schedule stands against its objective, and nothing else: for those who ask
 * again and again, and know the rest.
 */
public final class FleetFreshness {

  private final StatisticsFacts facts;

  public FleetFreshness(StatisticsFacts facts) {
    this.facts = facts;
  }

  /** Worst first. May throw {@code METADATA_UNAVAILABLE}. */
  public List<Fleet.Freshness> at(Instant now, ConfigSnapshot config, List<LastGood> lastGood) {
    return new FreshnessReading(lastGood, facts.losses(), facts.standings(), config, now).read();
  }
}
