package io.dumpwarden.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.JdbiBackupCatalog;
import io.dumpwarden.metadata.JdbiCatalogImport;
import io.dumpwarden.metadata.JdbiCatalogRows;
import io.dumpwarden.metadata.JdbiCatalogSummary;
import io.dumpwarden.metadata.JdbiRunQueue;
import io.dumpwarden.metadata.MetadataEngines;
import io.dumpwarden.metadata.TestDatabase;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rebuilt rows, on every engine that may hold them. */
@MetadataEngines
class RebuildRowsTest {

  private static final Storage ONE =
      new Storage("id-of-one", "one", StorageType.S3, Map.of(), null, true);
  private static final Storage TWO =
      new Storage("id-of-two", "two", StorageType.S3, Map.of(), null, true);

  private final TestEngine engine;
  private final ManifestFormat format = new ManifestFormat(MasterKey.generate()::manifestMac);
  private final List<Finding> findings = new ArrayList<>();
  private TestDatabase database;
  private JdbiBackupCatalog catalog;

  RebuildRowsTest(TestEngine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() {
    database = TestDatabase.migrated(engine);
    catalog = new JdbiBackupCatalog(database.store());
  }

  @AfterEach
  void close() {
    // null where the engine was skipped
    if (database != null) {
      database.closeStores();
    }
  }

  @Test
  void oneThatBrokeOffIsFinishedByTheNext() {
    ManyManifests many = new ManyManifests(30, 0, format);
    many.reads = 12;
    assertThatThrownBy(() -> rebuild(ONE, many)).isInstanceOf(StorageException.class);
    assertThat(catalog.list(BackupFilter.latest(100))).hasSize(12);

    many.reads = Integer.MAX_VALUE;
    RebuildReport report = rebuild(ONE, many);

    assertThat(report.backupsAdded()).isEqualTo(18);
    assertThat(report.known()).isEqualTo(12);
    JdbiCatalogSummary summary = new JdbiCatalogSummary(database.store());
    assertThat(summary.backupCounts()).allMatch(count -> count.total() == 1).hasSize(30);
    assertThat(summary.storageUse()).extracting("bytes").containsExactly(30L * 7);
    assertThat(summary.lastGood()).hasSize(30);
    assertThat(findings).isEmpty();
  }

  @Test
  void aSecondStorageAddsItsCopiesToTheSameBackups() {
    ManyManifests many = new ManyManifests(7, 0, format);
    rebuild(ONE, many);
    RebuildReport report = rebuild(TWO, many);

    assertThat(report.backupsAdded()).isZero();
    assertThat(report.copiesAdded()).isEqualTo(7);
    assertThat(catalog.list(BackupFilter.latest(100)))
        .hasSize(7)
        .allMatch(backup -> backup.copies().size() == 2 && backup.finishedAt() != null);
    assertThat(new JdbiCatalogSummary(database.store()).backupCounts())
        .allMatch(count -> count.total() == 1);
    JdbiCatalogRows rows = new JdbiCatalogRows(database.store());
    List<Copy> first = rows.after(TWO, "", 5);
    assertThat(first).hasSize(5);
    assertThat(rows.after(TWO, first.get(4).backupId(), 5)).hasSize(2);
    assertThat(rows.ofRuns(ONE, List.of(catalog.find(many.backupId(3)).orElseThrow().runId())))
        .hasSize(1);
  }

  @Test
  void whatADumpLacksCountsInRetentionAsBefore() {
    ManyManifests many = new ManyManifests(1, 0, format);
    many.shortcomings = List.of(new Manifest.Shortcoming("objects-unproven", "run the GRANT"));
    rebuild(ONE, many);

    Backup backup = catalog.find(many.backupId(0)).orElseThrow();
    assertThat(backup.status()).isEqualTo(BackupStatus.PARTIAL);
    assertThat(backup.errorCode()).isEqualTo("objects-unproven");
    assertThat(backup.message()).isEqualTo("run the GRANT");
    assertThat(catalog.copiesOf(new Series("nightly", "one", "shop", "db00000")))
        .hasSize(1)
        .noneMatch(copy -> copy.complete());
  }

  @Test
  void rowsThatSayOtherwiseStay() {
    ManyManifests many = new ManyManifests(2, 0, format);
    rebuild(ONE, many);
    database.sql(
        "UPDATE copy SET status = 'expired'", "UPDATE copy SET storage_id = 'former' LIMIT 1");

    RebuildReport report = rebuild(ONE, many);

    assertThat(report.copiesAdded()).isZero();
    assertThat(findings)
        .hasSize(2)
        .allMatch(finding -> finding.kind() == Finding.Kind.ROW_DISAGREES)
        .anyMatch(finding -> finding.message().contains("not revived"))
        .anyMatch(finding -> finding.message().contains("another storage"));
    database.sql("DELETE FROM copy", "UPDATE backup SET status = 'failed'");
    findings.clear();
    rebuild(ONE, many);
    assertThat(findings).hasSize(2).allMatch(finding -> finding.message().contains("failed"));
  }

  @Test
  void rebuiltBackupsAreForgottenAsOthersAre() {
    ManyManifests many = new ManyManifests(3, 0, format);
    rebuild(ONE, many);
    rebuild(TWO, many);
    JdbiRunQueue queue = new JdbiRunQueue(database.store());
    database.sql("UPDATE copy SET status = 'deleted' WHERE storage = 'one'");
    assertThat(queue.prune(Duration.ofDays(1))).isZero();
    database.sql("UPDATE copy SET status = 'deleted' WHERE backup_id = '" + many.backupId(1) + "'");
    assertThat(queue.prune(Duration.ofDays(1))).isEqualTo(1);
    assertThat(catalog.list(BackupFilter.latest(10))).hasSize(2);
    assertThat(queue.prune(Duration.ofDays(100_000))).isZero();
  }

  private RebuildReport rebuild(Storage storage, ManyManifests from) {
    return new CatalogRebuild(new JdbiCatalogImport(database.store()), format)
        .run(new CatalogRebuild.Wish(storage, null, false, false), from, findings::add);
  }
}
