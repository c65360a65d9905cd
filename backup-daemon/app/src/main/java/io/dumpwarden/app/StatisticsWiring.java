package io.dumpwarden.app;

import io.dumpwarden.statistics.Fleet;
import io.dumpwarden.statistics.FleetStatistics;
import io.dumpwarden.statistics.Statistics;

/** The figures of the fleet. */
public final class StatisticsWiring {

  public StatisticsWiring(Platform platform) {}

  public FleetStatistics statistics() {
    return new FleetStatistics() {
      @Override
      public Statistics statistics() {
        throw new UnsupportedOperationException("in the making");
      }

      @Override
      public Fleet fleet() {
        throw new UnsupportedOperationException("in the making");
      }
    };
  }
}
