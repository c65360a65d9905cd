package io.dumpwarden.app;

import io.dumpwarden.metadata.JdbiStatisticsFacts;
import io.dumpwarden.statistics.FleetSources;
import io.dumpwarden.statistics.FleetStatistics;
import io.dumpwarden.statistics.FleetWatch;

/** The figures of the fleet. */
public final class StatisticsWiring {

  private StatisticsWiring() {}

  public static FleetStatistics statistics(Platform platform) {
    return new FleetWatch(
        new FleetSources(
            new JdbiStatisticsFacts(platform.store()),
            platform.catalogSummary(),
            platform.snapshots(),
            platform.rowStates(),
            platform.queue(),
            platform.drills(),
            platform.scans(),
            platform.anomalies(),
            new StorageRoom(platform.storages(), platform.localStorages())),
        platform.clock());
  }
}
