package io.dumpwarden.metrics;

import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.drill.Drill;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of all backups as metrics. Everything comes from the metadata store, so it is right
 * after a restart and the same on every node; what was never read is absent rather than zero.
 */
final class StoreCollector implements MultiCollector {

  private final StoreReader reader;
  private final String version;
  private final @Nullable Instant certificateEnd;
  private final InstantSource clock;

  /**
   * @param certificateEnd of the admin server's; null without TLS
   */
  StoreCollector(
      StoreReader reader, String version, @Nullable Instant certificateEnd, InstantSource clock) {
    this.reader = reader;
    this.version = version;
    this.certificateEnd = certificateEnd;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    StoreReader.Reading reading = reader.reading();
    Families families = new Families();
    families.add(MetricName.BUILD_INFO, 1, version, Runtime.version().toString());
    families.add(MetricName.STORE_UP, reading.storeUp() ? 1 : 0);
    if (certificateEnd != null) {
      families.add(MetricName.CERTIFICATE_END, certificateEnd);
    }
    StoreFacts facts = reading.facts();
    if (facts != null) {
      addBackups(families, facts);
      addDrills(families, facts);
      facts.runs().addTo(families, clock.instant());
      facts.config().addTo(families);
      facts.fleet().addTo(families);
      facts.channels().addTo(families);
      addStorages(families, facts);
      facts.behind().addTo(families);
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
    families.add(MetricName.BACKUP_DURATION, Families.seconds(good.duration()), series);
    families.add(MetricName.BACKUP_LAST_SUCCESS, good.finishedAt(), series);
    families.add(
        MetricName.BACKUP_AGE, Families.seconds(Duration.between(good.finishedAt(), now)), series);
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
        families.add(MetricName.DRILL_RECOVERY, Families.seconds(recovery), series);
      }
    }
  }

  private static void addSize(Families families, LastGood good, String kind, long bytes) {
    families.add(MetricName.BACKUP_SIZE, bytes, good.server(), good.scope(), good.schedule(), kind);
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
}
