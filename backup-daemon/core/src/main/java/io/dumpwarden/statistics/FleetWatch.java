package io.dumpwarden.statistics;

import java.time.InstantSource;

/** Reads sums, configuration and history when somebody asks, and keeps the answers for a while. */
public final class FleetWatch implements FleetStatistics {

  private final Kept<Statistics> statistics;
  private final Kept<Fleet> fleet;

  public FleetWatch(FleetSources sources, InstantSource clock) {
    this.statistics = new Kept<>(() -> new FiguresReading(sources, clock.instant()).read(), clock);
    this.fleet = new Kept<>(() -> new FleetReading(sources, clock.instant()).read(), clock);
  }

  @Override
  public Statistics statistics() {
    return statistics.get();
  }

  @Override
  public Fleet fleet() {
    return fleet.get();
  }
}
