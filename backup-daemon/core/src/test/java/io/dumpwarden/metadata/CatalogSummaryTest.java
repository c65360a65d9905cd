package io.dumpwarden.metadata;

import static io.dumpwarden.metadata.TestRuns.FIRE;
import static io.dumpwarden.metadata.TestRuns.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.CatalogSummary.ActiveRuns;
import io.dumpwarden.catalog.CatalogSummary.BackupCount;
import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.catalog.CatalogSummary.LastRun;
import io.dumpwarden.catalog.CatalogSummary.Reached;
import io.dumpwarden.catalog.CatalogSummary.RunAtWork;
import io.dumpwarden.catalog.CatalogSummary.RunCount;
import io.dumpwarden.catalog.CatalogSummary.StorageUse;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class CatalogSummaryTest {

  private static final Instant END = FIRE.plusSeconds(60);

  private final TestDatabase database;
  private final JdbiBackupCatalog catalog;
  private final JdbiRunQueue queue;
  private final JdbiCatalogSummary summary;

  CatalogSummaryTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    MetadataStore store = database.store();
    this.catalog = new JdbiBackupCatalog(store);
    this.queue = new JdbiRunQueue(store);
    this.summary = new JdbiCatalogSummary(store);
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void backupsAreCountedOnce() {
    Backup first = TestRuns.ended(begin(), BackupStatus.SUCCEEDED, END);
    catalog.finish(first);
    catalog.finish(first);
    catalog.finish(TestRuns.ended(begin(), BackupStatus.FAILED, END));
    Backup lost = begin();
    catalog.finish(TestRuns.ended(lost, BackupStatus.INTERRUPTED, END));
    catalog.finish(TestRuns.ended(lost, BackupStatus.PARTIAL, END));
    catalog.finish(TestRuns.ended(lost, BackupStatus.SUCCEEDED, END));

    assertThat(summary.backupCounts())
        .containsExactlyInAnyOrder(
            new BackupCount("s1", "shop", "daily", BackupStatus.SUCCEEDED, 1),
            new BackupCount("s1", "shop", "daily", BackupStatus.FAILED, 1),
            new BackupCount("s1", "shop", "daily", BackupStatus.INTERRUPTED, 1),
            new BackupCount("s1", "shop", "daily", BackupStatus.PARTIAL, 1));
  }

  @Test
  void theLastGoodOneIsTheNewestWhateverCameLater() {
    assertThat(summary.lastGood()).isEmpty();
    catalog.finish(TestRuns.ended(begin(), BackupStatus.SUCCEEDED, END));
    Backup newest = TestRuns.ended(begin(), BackupStatus.PARTIAL, END.plusSeconds(30));
    catalog.finish(newest);
    catalog.finish(TestRuns.ended(begin(), BackupStatus.SUCCEEDED, END.plusSeconds(10)));
    catalog.finish(TestRuns.ended(begin(), BackupStatus.FAILED, END.plusSeconds(90)));
    assertThat(summary.lastGood())
        .containsExactly(
            new LastGood(
                "s1",
                "shop",
                "nightly",
                "daily",
                END.plusSeconds(30),
                Duration.ofSeconds(90),
                1000,
                100));
  }

  @Test
  void storageUseFollowsTheCopies() {
    Backup kept = TestRuns.ended(begin("local", "s3"), BackupStatus.SUCCEEDED, END);
    Backup gone = TestRuns.ended(begin("local"), BackupStatus.SUCCEEDED, END);
    catalog.finish(kept);
    catalog.finish(gone);
    catalog.finish(gone);
    catalog.finish(TestRuns.ended(begin("local"), BackupStatus.FAILED, END));
    String copy = gone.copies().get(0).id();
    catalog.markCopy(copy, CopyStatus.EXPIRED, END);
    assertThat(summary.storageUse())
        .containsExactly(
            new StorageUse("nightly", "local", 200, 0), new StorageUse("nightly", "s3", 100, 0));

    catalog.markCopy(copy, CopyStatus.DELETED, END);
    catalog.markCopy(copy, CopyStatus.DELETED, END);
    assertThat(summary.storageUse())
        .containsExactly(
            new StorageUse("nightly", "local", 100, 1), new StorageUse("nightly", "s3", 100, 0));
    String missing = kept.copies().get(0).id();
    catalog.markCopy(missing, CopyStatus.MISSING, END);
    assertThat(summary.storageUse().get(0).bytes()).isZero();
    catalog.markCopy(missing, CopyStatus.STORED, END);
    assertThat(summary.storageUse().get(0).bytes()).isEqualTo(100);
  }

  @Test
  void runsAreCountedByHowTheyEnd() {
    assertThat(summary.activeRuns()).isEqualTo(new ActiveRuns(0, 0));
    Run first = queue.offer(TestRuns.queued("nightly", "s1", FIRE)).orElseThrow();
    queue.offer(TestRuns.queued("nightly", "s1", FIRE.plusSeconds(1)));
    queue.offer(TestRuns.queued("nightly", "s1", FIRE.plusSeconds(2)));
    queue.claim(NODE, first.id());
    queue.offer(TestRuns.queued("weekly", "s1", FIRE, RunTrigger.MANUAL));
    assertThat(summary.activeRuns()).isEqualTo(new ActiveRuns(1, 1));

    queue.finish(first.id(), RunEnd.succeeded(END));
    queue.finish(first.id(), RunEnd.succeeded(END));
    assertThat(summary.activeRuns()).isEqualTo(new ActiveRuns(1, 0));
    assertThat(summary.runCounts())
        .containsExactly(
            new RunCount("nightly", "schedule", "skipped", 2),
            new RunCount("nightly", "schedule", "succeeded", 1));
  }

  @Test
  void aStorageThatTookNothingIsBehind() {
    Backup first = TestRuns.ended(begin("local", "s3"), BackupStatus.SUCCEEDED, END);
    catalog.finish(first);
    assertThat(summary.reached())
        .extracting(Reached::newestId)
        .containsExactly(first.id(), first.id());

    Backup second = begin("local");
    catalog.finish(TestRuns.ended(second, BackupStatus.SUCCEEDED, END));
    catalog.finish(TestRuns.ended(begin("local", "s3"), BackupStatus.FAILED, END));

    assertThat(summary.reached())
        .extracting(one -> one.series().storage(), Reached::newestId, Reached::kept)
        .containsExactly(tuple("local", second.id(), 2L), tuple("s3", first.id(), 1L));
  }

  @Test
  void lastRunsAndThoseAtWorkAgainstThem() {
    for (int i = 0; i < 3; i++) {
      Run run = queue.offer(TestRuns.queued("nightly", "s1", FIRE.plusSeconds(i))).orElseThrow();
      Run claimed = queue.claim(NODE, run.id()).orElseThrow();
      queue.finish(run.id(), RunEnd.succeeded(claimed.startedAt().plusSeconds(10 * (i + 1))));
    }
    assertThat(summary.runsAtWork()).isEmpty();
    assertThat(summary.lastRuns())
        .extracting(LastRun::schedule, LastRun::server, LastRun::trigger, LastRun::status)
        .containsExactly(tuple("nightly", "s1", "schedule", "succeeded"));

    Run next = queue.offer(TestRuns.queued("nightly", "s1", FIRE.plusSeconds(9))).orElseThrow();
    queue.claim(NODE, next.id());
    assertThat(summary.runsAtWork())
        .extracting(RunAtWork::schedule, RunAtWork::server, RunAtWork::typical)
        .containsExactly(tuple("nightly", "s1", Duration.ofSeconds(20)));
  }

  private Backup begin(String... storages) {
    Backup backup = TestRuns.begun("run", "s1", "shop", storages);
    catalog.begin(backup);
    return backup;
  }
}
