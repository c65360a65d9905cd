package io.dumpwarden.metrics;

import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.catalog.CatalogSummary.RunCount;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * The state of all backups as metrics. Everything comes from the metadata store, so it is right
 * after a restart and the same on every node; what was never read is absent rather than zero.
 */
final class StoreCollector implements MultiCollector {

  private final StoreReader reader;
  private final String version;
  private final InstantSource clock;

  StoreCollector(StoreReader reader, String version, InstantSource clock) {
    this.reader = reader;
    this.version = version;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    StoreReader.Reading reading = reader.reading();
    Families families = new Families();
    families.add(MetricName.BUILD_INFO, 1, version, Runtime.version().toString());
    families.add(MetricName.STORE_UP, reading.storeUp() ? 1 : 0);
    StoreFacts facts = reading.facts();
    if (facts != null) {
      addBackups(families, facts);
      addDrills(families, facts);
      addRuns(families, facts);
      addConfiguration(families, facts.rows());
      facts.schedules().stream()
          .filter(Schedule::enabled)
          .forEach(schedule -> addMaxAge(families, schedule));
      addStorages(families, facts);
      facts
          .selfBackups()
          .forEach(
              made ->
                  families.add(
                      MetricName.SELF_BACKUP_LAST_SUCCESS, made.finishedAt(), made.storage()));
      facts.copies().addTo(families, clock.instant());
      families.add(MetricName.STORE_READ, facts.readAt());
    }
    return families.snapshots();
  }

  @Override
  public List<String> getPrometheusNames() {
    return Arrays.stream(MetricName.values()).map(MetricName::base).toList();
  }

  private void addBackups(Families families, StoreFacts facts) {
    Instant now = clock.instant();
    facts.lastGood().forEach(good -> addLastGood(families, good, now));
    facts
        .backups()
        .forEach(
            count ->
                families.add(
                    MetricName.BACKUP_TOTAL,
                    count.total(),
                    count.server(),
                    count.scope(),
                    count.type(),
                    count.status().id()));
  }

  private static void addLastGood(Families families, LastGood good, Instant now) {
    String[] series = {good.server(), good.scope(), good.schedule()};
    families.add(MetricName.BACKUP_DURATION, seconds(good.duration()), series);
    families.add(MetricName.BACKUP_LAST_SUCCESS, good.finishedAt(), series);
    families.add(MetricName.BACKUP_AGE, seconds(Duration.between(good.finishedAt(), now)), series);
    addSize(families, good, "raw", good.rawBytes());
    addSize(families, good, "stored", good.storedBytes());
  }

  private static void addDrills(Families families, StoreFacts facts) {
    for (Drill drill : facts.drills()) {
      families.add(
          MetricName.DRILL_LAST,
          1,
          drill.server(),
          drill.scope(),
          drill.schedule(),
          drill.status().id());
    }
    for (Drill good : facts.goodDrills()) {
      String[] series = {good.server(), good.scope(), good.schedule()};
      families.add(MetricName.DRILL_LAST_SUCCESS, good.startedAt(), series);
      Duration recovery = good.recovery();
      if (recovery != null) {
        families.add(MetricName.DRILL_RECOVERY, seconds(recovery), series);
      }
    }
  }

  private static void addSize(Families families, LastGood good, String kind, long bytes) {
    families.add(MetricName.BACKUP_SIZE, bytes, good.server(), good.scope(), good.schedule(), kind);
  }

  private static void addRuns(Families families, StoreFacts facts) {
    families.add(MetricName.RUNS_QUEUED, facts.active().queued());
    families.add(MetricName.RUNS_RUNNING, facts.active().running());
    for (RunCount count : facts.runs()) {
      families.add(
          MetricName.RUNS_TOTAL, count.total(), count.schedule(), count.trigger(), count.status());
      if (count.status().equals(RunStatus.SKIPPED.id())) {
        addNotRun(families, count);
      }
    }
  }

  private static void addNotRun(Families families, RunCount count) {
    if (count.trigger().equals(RunTrigger.CATCH_UP.id())) {
      families.add(MetricName.FIRES_MISSED, count.total(), count.schedule());
    } else if (count.trigger().equals(RunTrigger.SCHEDULE.id())) {
      families.add(MetricName.FIRES_SKIPPED, count.total(), count.schedule());
    }
  }

  private static void addConfiguration(Families families, List<RowState> rows) {
    for (ConfigKind kind : ConfigKind.values()) {
      families.add(MetricName.CONFIG_ROWS_INVALID, 0, kind.table());
    }
    for (RowState state : rows) {
      Instant nextFire = state.nextFireAt();
      if (state.problem() != null) {
        families.add(MetricName.CONFIG_ROWS_INVALID, 1, state.row().kind().table());
      }
      if (nextFire != null) {
        families.add(MetricName.NEXT_FIRE, nextFire, state.row().key());
      }
    }
  }

  private static void addMaxAge(Families families, Schedule schedule) {
    schedule
        .freshness()
        .ifPresent(age -> families.add(MetricName.MAX_AGE, seconds(age), schedule.name()));
  }

  private static void addStorages(Families families, StoreFacts facts) {
    facts
        .storageUse()
        .forEach(
            use -> {
              families.add(
                  MetricName.RETENTION_DELETIONS, use.deleted(), use.schedule(), use.storage());
              families.add(MetricName.STORAGE_USED, use.bytes(), use.storage(), use.schedule());
            });
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
