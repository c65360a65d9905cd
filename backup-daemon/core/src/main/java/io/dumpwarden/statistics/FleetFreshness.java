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

  /**
   * What was read at one time.
   *
   * @param freshness worst first
   * @param present the newest good backups of databases that are still there
   */
  public record Reading(List<Fleet.Freshness> freshness, List<LastGood> present) {}

  /** May throw {@code METADATA_UNAVAILABLE}. */
  public Reading read(Instant now, ConfigSnapshot config, List<LastGood> lastGood) {
    FreshnessReading reading =
        new FreshnessReading(lastGood, facts.losses(), facts.standings(), config, now);
    return new Reading(reading.read(), reading.present(lastGood));
  }
}
