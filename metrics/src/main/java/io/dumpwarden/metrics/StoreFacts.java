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
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the metadata store told, all at one time.
 *
 * @param lastGood of servers and schedules that still exist: what was taken out of the
 *     configuration would otherwise only ever grow older, and alert for ever
 * @param drills the newest of each series, of the same servers and schedules
 * @param goodDrills the newest of them that ended good
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
    RunFacts runs = RunFacts.read(summary, servers, schedules);
    schedules.add(Schedule.MANUAL);
    List<LastGood> lastGood = summary.lastGood();
    return new StoreFacts(
        lastGood.stream()
            .filter(good -> servers.contains(good.server()) && schedules.contains(good.schedule()))
            .toList(),
        summary.backupCounts(),
        runs,
        summary.storageUse(),
        CopyFacts.read(summary, servers, schedules),
        new CopiesBehind(summary.reached(), config),
        summary.selfBackups(),
        new ConfigFacts(rows, config),
        FleetFacts.read(sources, config, lastGood, readAt),
        new ChannelFacts(sources.channels().get(), keys(rows, ConfigKind.CHANNEL)),
        configured(sources.drills().newest(), servers, schedules),
        configured(sources.drills().newestGood(), servers, schedules),
        readAt);
  }

  private static List<Drill> configured(
      List<Drill> drills, Set<String> servers, Set<String> schedules) {
    return drills.stream()
        .filter(drill -> servers.contains(drill.server()) && schedules.contains(drill.schedule()))
        .toList();
  }

  private static Set<String> keys(List<RowState> rows, ConfigKind kind) {
    return rows.stream()
        .filter(state -> state.row().kind() == kind)
        .map(state -> state.row().key())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
