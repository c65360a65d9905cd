package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.CatalogSummary.CopyTotals;
import io.dumpwarden.catalog.CatalogSummary.LongestWaiting;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.Verification;
import io.dumpwarden.catalog.Verification.Result;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.statistics.StatisticsFacts.Covered;
import io.dumpwarden.statistics.StatisticsFacts.Loss;
import io.dumpwarden.verify.CopyFilter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of copies, as rows and as sums. */
@MetadataEngines
class VerificationsTest {

  private static final Instant AT = TestRuns.FIRE.plusSeconds(3600);
  private static final Series SHOP = new Series("nightly", "disk", "s1", "shop");

  private final TestDatabase database;
  private final JdbiBackupCatalog catalog;
  private final JdbiVerifications verifications;
  private final JdbiCatalogSummary summary;
  private final JdbiStatisticsFacts facts;

  VerificationsTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    MetadataStore store = database.store();
    this.catalog = new JdbiBackupCatalog(store);
    this.verifications = new JdbiVerifications(store);
    this.summary = new JdbiCatalogSummary(store);
    this.facts = new JdbiStatisticsFacts(store);
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void whatIsFoundChangesTheCopyAndTheSums() {
    Backup backup = stored();
    assertTotals(1, 0, 0, 0, 0, 0, null);

    assertThat(verifications.record(copy(backup), found(Result.VERIFIED, AT))).isTrue();
    assertThat(copy(backup).verification()).isEqualTo(found(Result.VERIFIED, AT));
    assertTotals(0, 1, 0, 0, 0, 0, AT);

    verifications.record(copy(backup), found(Result.UNREADABLE, AT.plusSeconds(1)));
    assertThat(copy(backup).status()).isEqualTo(CopyStatus.STORED);
    assertTotals(0, 0, 1, 0, 0, 0, AT);

    verifications.record(copy(backup), found(Result.CORRUPT, AT.plusSeconds(2)));
    assertThat(copy(backup).status()).isEqualTo(CopyStatus.CORRUPT);
    assertTotals(0, 0, 0, 0, 1, 0, AT);

    verifications.record(copy(backup), found(Result.MISSING, AT.plusSeconds(3)));
    assertTotals(0, 0, 0, 1, 0, 0, AT);
    assertThat(summary.storageUse().get(0).bytes()).isZero();

    Instant again = AT.plusSeconds(4);
    assertThat(verifications.repaired(copy(backup), 100, found(Result.VERIFIED, again))).isTrue();
    assertTotals(0, 1, 0, 0, 0, 1, again);
    assertThat(summary.storageUse().get(0).bytes()).isEqualTo(100);
    assertThat(verifications.stored("disk")).isEqualTo(1);

    catalog.markCopy(copy(backup).id(), CopyStatus.EXPIRED, AT);
    assertTotals(0, 0, 0, 0, 0, 1, again);
    assertThat(verifications.record(copy(backup), found(Result.VERIFIED, again))).isFalse();
    assertThat(verifications.repaired(copy(backup), 100, found(Result.VERIFIED, again))).isFalse();
    assertThat(copy(backup).status()).isEqualTo(CopyStatus.EXPIRED);
  }

  @Test
  void aSeriesIsLostOnceNoneOfItsCopiesIsLeft() {
    Backup one = stored();
    Backup two = stored();
    assertThat(facts.losses()).isEmpty();
    assertThat(facts.covered()).containsExactly(new Covered("nightly", "s1", "shop"));

    verifications.record(copy(one), found(Result.MISSING, AT));
    assertThat(facts.losses()).containsExactly(new Loss("nightly", "s1", "shop", 1, false));
    verifications.record(copy(two), found(Result.CORRUPT, AT));
    assertThat(facts.losses()).containsExactly(new Loss("nightly", "s1", "shop", 2, true));

    verifications.repaired(copy(two), 100, found(Result.VERIFIED, AT.plusSeconds(1)));
    assertThat(facts.losses()).containsExactly(new Loss("nightly", "s1", "shop", 1, false));
  }

  @Test
  void whatIsUnderRepairIsTheRepairersToRecord() {
    Backup backup = stored();
    verifications.record(copy(backup), found(Result.CORRUPT, AT));
    verifications.claim(copy(backup), Duration.ofMinutes(1));

    Verification good = found(Result.VERIFIED, AT.plusSeconds(1));
    assertThat(verifications.record(copy(backup), good)).isFalse();
    assertThat(copy(backup).status()).isEqualTo(CopyStatus.CORRUPT);

    assertThat(verifications.repaired(copy(backup), 100, good)).isTrue();
    assertThat(copy(backup).status()).isEqualTo(CopyStatus.STORED);
  }

  @Test
  void thoseThatWaitLongestComeFirst() {
    Backup one = stored();
    Backup two = stored();
    Backup three = stored();
    verifications.record(copy(one), found(Result.VERIFIED, AT.plusSeconds(9)));
    verifications.tried(copy(three), AT);

    assertThat(verifications.longestWaiting("id-of-disk", 10))
        .extracting(Copy::backupId)
        .containsExactly(two.id(), three.id(), one.id());
    assertThat(verifications.longestWaiting("another", 10)).isEmpty();
  }

  @Test
  void pagesGoThroughAllThatIsToBeThere() {
    Backup good = stored();
    Backup corrupt = stored();
    verifications.record(copy(corrupt), found(Result.CORRUPT, AT));
    Backup partial = partial();
    Backup failed =
        TestRuns.ended(TestRuns.begun("r", "s1", "shop", "disk"), BackupStatus.FAILED, AT);
    catalog.finish(failed);

    assertThat(verifications.after(CopyFilter.all(), "", 2))
        .extracting(Copy::backupId)
        .containsExactly(good.id(), corrupt.id());
    assertThat(verifications.after(CopyFilter.all(), copy(corrupt).id(), 9))
        .extracting(Copy::backupId)
        .containsExactly(partial.id());
    assertThat(verifications.lostAfter("id-of-disk", "", 9))
        .extracting(Copy::backupId)
        .containsExactly(corrupt.id(), partial.id());
    assertThat(
            verifications.after(
                new CopyFilter("id-of-disk", "s1", "nightly", AT.minusSeconds(1)), "", 9))
        .extracting(Copy::backupId)
        .containsExactly(good.id(), partial.id());
    assertThat(verifications.after(new CopyFilter(null, "s2", null, null), "", 9)).isEmpty();
  }

  @Test
  void aRepairIsClaimedByOne() {
    Backup backup = stored();
    assertThat(verifications.claim(copy(backup), Duration.ofMinutes(1)))
        .as("it is not lost")
        .isFalse();
    verifications.record(copy(backup), found(Result.CORRUPT, AT));

    assertThat(verifications.claim(copy(backup), Duration.ofMinutes(1))).isTrue();
    assertThat(verifications.claim(copy(backup), Duration.ofMinutes(1))).isFalse();
    assertThat(verifications.isUnderRepair(backup.runId(), "id-of-disk")).isTrue();
    assertThat(verifications.isUnderRepair(backup.runId(), "id-of-tape")).isFalse();
    assertThat(verifications.renew(copy(backup).id(), Duration.ofMinutes(1))).isTrue();

    catalog.markCopy(copy(backup).id(), CopyStatus.EXPIRED, AT);
    assertThat(verifications.renew(copy(backup).id(), Duration.ofMinutes(1))).isFalse();
    verifications.release(copy(backup).id());
    assertThat(verifications.isUnderRepair(backup.runId(), "id-of-disk")).isFalse();
  }

  @Test
  void aTurnIsTakenOnce() {
    Duration hour = Duration.ofHours(1);
    assertThat(take(hour, AT)).isTrue();
    assertThat(take(hour, AT)).isFalse();
    assertThat(take(hour, AT.plus(hour).minusMillis(1))).isFalse();
    assertThat(take(hour, AT.plus(hour))).isTrue();
    assertThat(take(hour, AT.plus(hour.multipliedBy(10)))).as("it was away").isTrue();
    assertThat(take(hour, AT.plus(hour.multipliedBy(10)))).as("an hour's backlog").isTrue();
    assertThat(take(hour, AT.plus(hour.multipliedBy(10)))).isFalse();
  }

  @Test
  void theOneThatWaitsLongestIsTold() {
    database.sql(
        "INSERT INTO storage (id, name, type, settings) VALUES ('id-of-disk', 'disk', 'local', '{}')");
    assertThat(summary.longestWaiting()).isEmpty();
    Backup backup = stored();
    assertThat(summary.longestWaiting())
        .containsExactly(new LongestWaiting("disk", copy(backup).storedAt()));
    verifications.record(copy(backup), found(Result.VERIFIED, AT));
    assertThat(summary.longestWaiting()).containsExactly(new LongestWaiting("disk", AT));
  }

  private boolean take(Duration interval, Instant now) {
    return verifications.takeTurn("id-of-disk", "read", interval, Duration.ofHours(1), now);
  }

  private Backup stored() {
    Backup ended =
        TestRuns.ended(
            TestRuns.begun("run-1", "s1", "shop", "disk"),
            BackupStatus.SUCCEEDED,
            TestRuns.FIRE.plusSeconds(60));
    catalog.finish(ended);
    return ended;
  }

  private Backup partial() {
    Backup begun = TestRuns.begun("run-2", "s1", "shop", "disk");
    catalog.begin(begun);
    catalog.settle(begun.copies().get(0).failed("it was away"));
    catalog.finish(TestRuns.ended(begun, BackupStatus.PARTIAL, AT));
    database.sql("UPDATE copy SET status = 'failed' WHERE backup_id = '" + begun.id() + "'");
    return begun;
  }

  private Copy copy(Backup backup) {
    return catalog.find(backup.id()).orElseThrow().copies().get(0);
  }

  private static Verification found(Result result, Instant at) {
    return new Verification(at, result, result == Result.VERIFIED ? null : "so it is");
  }

  private void assertTotals(
      long unverified,
      long verified,
      long unreadable,
      long missing,
      long corrupt,
      long repaired,
      Instant verifiedAt) {
    assertThat(summary.copyTotals())
        .containsExactly(
            new CopyTotals(
                SHOP, unverified, verified, unreadable, missing, corrupt, repaired, verifiedAt));
  }
}
