package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.report.BackupLine;
import io.dumpwarden.report.CopyLine;
import io.dumpwarden.report.DrillLine;
import io.dumpwarden.report.EvidenceReport;
import io.dumpwarden.report.Failure;
import io.dumpwarden.report.RecoveryLine;
import io.dumpwarden.report.ReportScope;
import io.dumpwarden.report.RetentionLine;
import io.dumpwarden.report.RetentionUse;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class ReportFactsTest {

  /** Ids carry the time of the test itself. */
  private static final Instant NOW = TestRuns.now().truncatedTo(ChronoUnit.MICROS);

  private final TestDatabase database;
  private final JdbiBackupCatalog catalog;
  private final JdbiDrillStore drills;

  ReportFactsTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.catalog = new JdbiBackupCatalog(database.store());
    this.drills = new JdbiDrillStore(database.store());
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void backupsAreCountedByHowTheyEnded() {
    backup("s1", "shop", BackupStatus.SUCCEEDED, NOW.minusSeconds(20));
    backup("s1", "shop", BackupStatus.PARTIAL, NOW.minusSeconds(10));
    backup("s1", "shop", BackupStatus.FAILED, NOW.minusSeconds(5));
    backup("s2", "crm", BackupStatus.INTERRUPTED, NOW);
    backup("s1", "shop", BackupStatus.SUCCEEDED, NOW.minus(Duration.ofDays(2)));

    assertThat(report(null).backups())
        .containsExactly(
            new BackupLine(
                "s1", "shop", "nightly", 1, 1, 1, 0, 0, 0, NOW.minusSeconds(10), 1000, 100, 200),
            new BackupLine("s2", "crm", "nightly", 0, 0, 0, 0, 1, 0, null, 0, 0, 0));
    assertThat(report("s2").backups()).extracting(BackupLine::server).containsExactly("s2");
  }

  @Test
  void failuresComeOnAllPages() {
    for (int i = 0; i < 1203; i++) {
      backup("s1", "shop", BackupStatus.FAILED, NOW);
    }
    backup("s1", "shop", BackupStatus.SUCCEEDED, NOW);
    JdbiRunQueue queue = new JdbiRunQueue(database.store());
    var run = TestRuns.queued("nightly", "s1", NOW);
    queue.offer(run);
    queue.claim(TestRuns.NODE, run.id());
    queue.finish(
        run.id(),
        new RunEnd(RunStatus.FAILED, NOW, "server-unreachable", "no <answer>", "hint", true));

    List<Failure> failures = new ArrayList<>();
    report(null).forEachFailure(failures::add);

    assertThat(failures).hasSize(1204).doesNotHaveDuplicates();
    assertThat(failures.get(0).message()).isEqualTo("it broke");
    assertThat(failures.get(1203))
        .isEqualTo(
            new Failure(
                "run",
                run.id(),
                run.queuedAt(),
                "s1",
                null,
                "nightly",
                "failed",
                "server-unreachable",
                "no <answer>"));
    List<Failure> others = new ArrayList<>();
    report("s2").forEachFailure(others::add);
    assertThat(others).isEmpty();
  }

  @Test
  void recoveryTimesHaveTheirMiddle() {
    for (int seconds : List.of(40, 10, 20, 31)) {
      drill("shop", DrillStatus.SUCCEEDED, seconds);
    }
    drill("crm", DrillStatus.PARTIAL, 7);
    drill("crm", DrillStatus.FAILED, 99);

    assertThat(report(null).recoveries())
        .containsExactly(
            recovery("crm", 1, Duration.ofSeconds(7), Duration.ofSeconds(7), 7),
            recovery("shop", 4, Duration.ofSeconds(10), Duration.ofMillis(25_500), 40));
    List<DrillLine> lines = new ArrayList<>();
    report(null).forEachDrill(lines::add);
    assertThat(lines).hasSize(6);
  }

  @Test
  void retentionTellsWhatItRemovedAndKept() {
    Backup kept = backup("s1", "shop", BackupStatus.SUCCEEDED, NOW);
    Backup removed = backup("s1", "shop", BackupStatus.SUCCEEDED, NOW);
    Backup before = backup("s1", "shop", BackupStatus.SUCCEEDED, NOW);
    delete(removed, NOW);
    delete(before, NOW.minus(Duration.ofDays(2)));

    RetentionUse use = new RetentionUse("nightly", "disk", 1, 100, 1, 100);
    assertThat(report(null).retention())
        .containsExactly(new RetentionLine("for 30d, at least 1 copies", use));
    assertThat(report(null).copies()).containsExactly(new CopyLine("disk", "stored", 1, 100));
    assertThat(kept.copies()).hasSize(1);
  }

  @Test
  void verificationsAreCountedByWhatWasFound() {
    Backup one = backup("s1", "shop", BackupStatus.SUCCEEDED, NOW);
    backup("s1", "shop", BackupStatus.SUCCEEDED, NOW);
    database.sql(
        "UPDATE copy SET verification = 'verified', verified_at = UTC_TIMESTAMP(6)"
            + " WHERE backup_id = '"
            + one.id()
            + "'");

    assertThat(report(null).verifications())
        .singleElement()
        .satisfies(line -> assertThat(line.found()).isEqualTo("verified"))
        .satisfies(line -> assertThat(line.copies()).isEqualTo(1));
  }

  private void delete(Backup backup, Instant at) {
    for (Copy copy : backup.copies()) {
      catalog.markCopy(copy.id(), CopyStatus.DELETED, at);
    }
  }

  private EvidenceReport report(String server) {
    return new EvidenceReport(
        new ReportScope(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)), server),
        NOW,
        new JdbiReportFacts(database.store()),
        drills,
        ConfigSnapshot.of(List.of(SampleRows.local("disk"), SampleRows.rule("nightly", "disk"))));
  }

  private static RecoveryLine recovery(
      String scope, long drills, Duration shortest, Duration median, int longest) {
    return new RecoveryLine(
        "s1", scope, "nightly", drills, shortest, median, Duration.ofSeconds(longest));
  }

  private void drill(String scope, DrillStatus status, int seconds) {
    Drill begun = TestDrills.begun(scope, "node", NOW);
    drills.begin(begun);
    drills.finish(TestDrills.ended(begun, status, null, Duration.ofSeconds(seconds)));
  }

  private Backup backup(String server, String scope, BackupStatus status, Instant at) {
    Backup begun = TestRuns.at(TestRuns.begun("run", server, scope, "disk"), at);
    catalog.begin(begun);
    Backup ended = TestRuns.ended(begun, status, at);
    catalog.finish(ended);
    return ended;
  }
}
