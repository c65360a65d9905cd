package io.dumpwarden.metrics;

import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.catalog.CatalogSummary.BackupCount;
import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.catalog.CatalogSummary.SelfBackedUp;
import io.dumpwarden.catalog.CatalogSummary.StorageUse;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.statistics.FleetFreshness;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the metadata store told, all at one time.
 *
 * @param lastGood of servers and schedules that still exist: what was taken out of the
 *     configuration would otherwise only ever grow older, and alert for ever; databases that are
 *     gone left out
 * @param drills the newest of each series that came to an end, of enabled schedules on enabled
 *     servers that they select
 * @param goodDrills the newest that ended good, of servers and schedules that still exist
 */
record StoreFacts(
    List<LastGood> lastGood,
    List<BackupCount> backups,
    RunFacts runs,
    List<StorageUse> storageUse,
    CopyFacts copies,
    CopiesBehind behind,
    List<SelfBackedUp> selfBackups,
    ConfigFacts config,
    FleetFacts fleet,
    ChannelFacts channels,
    List<Drill> drills,
    List<Drill> goodDrills,
    Instant readAt) {

  static StoreFacts read(MetricsSources sources, Instant readAt) {
    CatalogSummary summary = sources.summary();
    List<RowState> rows = sources.rowStates().all();
    ConfigSnapshot config = sources.config().get();
    Set<String> servers = keys(rows, ConfigKind.SERVER);
    Set<String> schedules = keys(rows, ConfigKind.SCHEDULE);
    Watched watched = new Watched(config);
    RunFacts runs = RunFacts.read(summary, watched);
    schedules.add(Schedule.MANUAL);
    List<LastGood> lastGood = summary.lastGood();
    FleetFreshness.Reading freshness = sources.freshness().read(readAt, config, lastGood);
    Set<Subject> gone = gone(lastGood, freshness.present());
    return new StoreFacts(
        freshness.present().stream()
            .filter(good -> servers.contains(good.server()) && schedules.contains(good.schedule()))
            .toList(),
        summary.backupCounts(),
        runs,
        summary.storageUse(),
        CopyFacts.read(summary, servers, schedules),
        new CopiesBehind(summary.reached(), config),
        summary.selfBackups(),
        new ConfigFacts(rows, config),
        FleetFacts.read(sources, freshness.freshness(), watched, readAt),
        new ChannelFacts(sources.channels().get(), keys(rows, ConfigKind.CHANNEL)),
        drills(
            sources.drills().newestEnded(),
            drill -> watched.has(drill.server(), drill.schedule()),
            gone),
        drills(
            sources.drills().newestGood(),
            drill -> servers.contains(drill.server()) && schedules.contains(drill.schedule()),
            gone),
        readAt);
  }

  /** What was dumped under what, whatever the storage. */
  private record Subject(String server, String schedule, String scope) {

    static Subject of(LastGood good) {
      return new Subject(good.server(), good.schedule(), good.scope());
    }

    static Subject of(Drill drill) {
      return new Subject(drill.server(), drill.schedule(), drill.scope());
    }
  }

  private static Set<Subject> gone(List<LastGood> all, List<LastGood> present) {
    Set<Subject> gone =
        all.stream().map(Subject::of).collect(Collectors.toCollection(HashSet::new));
    present.forEach(good -> gone.remove(Subject.of(good)));
    return gone;
  }

  private static List<Drill> drills(List<Drill> drills, Predicate<Drill> which, Set<Subject> gone) {
    return drills.stream()
        .filter(which)
        .filter(drill -> !gone.contains(Subject.of(drill)))
        .toList();
  }

  private static Set<String> keys(List<RowState> rows, ConfigKind kind) {
    return rows.stream()
        .filter(state -> state.row().kind() == kind)
        .map(state -> state.row().key())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
