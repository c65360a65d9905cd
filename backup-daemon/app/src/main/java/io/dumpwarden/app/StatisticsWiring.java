package io.dumpwarden.app;

import io.dumpwarden.metadata.JdbiNodeRegistry;
import io.dumpwarden.metadata.JdbiStatisticsFacts;
import io.dumpwarden.metrics.MetricsSources;
import io.dumpwarden.statistics.FleetFreshness;
import io.dumpwarden.statistics.FleetSources;
import io.dumpwarden.statistics.FleetStatistics;
import io.dumpwarden.statistics.FleetWatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

  /**
   * What metrics are made of.
   *
   * @param certificateEnd of the admin server's; null without TLS
   */
  static MetricsSources metrics(Platform platform, @Nullable Instant certificateEnd) {
    FleetFreshness freshness = new FleetFreshness(new JdbiStatisticsFacts(platform.store()));
    FleetStatistics statistics = statistics(platform);
    return new MetricsSources(
        platform.catalogSummary(),
        platform.rowStates(),
        platform.snapshots(),
        platform.drills(),
        freshness::read,
        () -> statistics.statistics().storages(),
        platform.anomalies()::open,
        NotifyWiring.history(platform)::counts,
        new JdbiNodeRegistry(platform.store())::alive,
        platform.access().tokens()::nextExpiry,
        certificateEnd);
  }
}
