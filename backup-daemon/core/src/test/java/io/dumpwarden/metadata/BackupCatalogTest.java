package io.dumpwarden.metadata;

import static io.dumpwarden.metadata.TestRuns.FIRE;
import static io.dumpwarden.metadata.TestRuns.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyLock;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.SeriesCopy;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.source.BinlogPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class BackupCatalogTest {

  private static final Instant END = FIRE.plusSeconds(60);
  private static final Series SHOP = new Series("nightly", "local", "s1", "shop");

  private final TestDatabase database;
  private final JdbiBackupCatalog catalog;

  BackupCatalogTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.catalog = new JdbiBackupCatalog(database.store());
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void aBackupComesBackAsItWasRecorded() {
    Backup begun = TestRuns.begun("run-1", "s1", "größe/🐬", "local", "s3");
    catalog.begin(begun);
    catalog.begin(begun);
    assertThat(catalog.find(begun.id())).contains(begun);

    Backup ended = TestRuns.ended(begun, BackupStatus.SUCCEEDED, END);
    catalog.finish(ended);
    catalog.finish(ended);
    assertThat(catalog.find(begun.id())).contains(ended);
    assertThat(catalog.ofRun("run-1")).containsExactly(ended);
    assertThat(catalog.lastGood("nightly", "s1", "größe/🐬")).contains(ended);
  }

  @Test
  void whatNoIdCanBeIsNotFoundRatherThanAFailure() {
    for (String id : List.of("\uD83D\uDC2C", "größe")) {
      assertThatThrownBy(() -> catalog.find(id))
          .isInstanceOf(DumpwardenException.class)
          .extracting(e -> ((DumpwardenException) e).code())
          .isEqualTo(ErrorCode.NOT_FOUND);
    }
    assertThat(catalog.find("../../etc")).isEmpty();
  }

  @Test
  void aPositionComesBackAsItWasFound() {
    List<BinlogPosition> positions =
        List.of(
            new BinlogPosition("0-1-42,1-1-7", "mysql-bin.000003", 4_294_967_296L, true),
            new BinlogPosition("3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5", null, null, false),
            new BinlogPosition(null, "größe.000001", 4L, true));
    for (BinlogPosition position : positions) {
      Backup ended =
          at(position, TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.PARTIAL, END));
      catalog.finish(ended);

      assertThat(catalog.find(ended.id())).contains(ended);
      assertThat(catalog.list(BackupFilter.latest(1)).get(0).result().position())
          .isEqualTo(position);
    }
  }

  @Test
  void aPositionOfManyServersFits() {
    String gtid =
        IntStream.range(0, 1000)
            .mapToObj("3e11fa47-71ca-11e1-9e33-%012d:1-99999"::formatted)
            .collect(Collectors.joining(","));
    Backup ended =
        at(
            new BinlogPosition(gtid, "binlog.000001", 4L, true),
            TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.SUCCEEDED, END));
    catalog.finish(ended);

    assertThat(catalog.find(ended.id())).contains(ended);
  }

  @Test
  void finishAddsWhatBeginCouldNot() {
    Backup ended =
        TestRuns.ended(TestRuns.begun("r", "s1", "shop", "local"), BackupStatus.FAILED, END);
    catalog.finish(ended);
    assertThat(catalog.find(ended.id())).contains(ended);
    assertThat(catalog.lastGood("nightly", "s1", "shop")).isEmpty();
  }

  @Test
  void aProvenResultOverridesAnInterruptionAFailureDoesNot() {
    Backup begun = begin("s1", "shop", "local");
    catalog.finish(TestRuns.ended(begun, BackupStatus.INTERRUPTED, END));
    catalog.finish(TestRuns.ended(begun, BackupStatus.FAILED, END));
    assertThat(statusOf(begun)).isEqualTo(BackupStatus.INTERRUPTED);

    Backup proven = TestRuns.ended(begun, BackupStatus.SUCCEEDED, END.plusSeconds(1));
    catalog.finish(proven);
    assertThat(catalog.find(begun.id())).contains(proven);

    catalog.finish(TestRuns.ended(begun, BackupStatus.INTERRUPTED, END));
    assertThat(catalog.find(begun.id())).contains(proven);
  }

  @Test
  void aRepetitionDoesNotBringDeletedCopiesBack() {
    Backup ended = TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.PARTIAL, END);
    catalog.finish(ended);
    Copy copy = ended.copies().get(0);
    catalog.markCopy(copy.id(), CopyStatus.EXPIRED, END);
    catalog.markCopy(copy.id(), CopyStatus.DELETED, END.plusSeconds(9));
    catalog.finish(ended);
    catalog.finish(TestRuns.ended(ended, BackupStatus.SUCCEEDED, END));

    Copy now = catalog.find(ended.id()).orElseThrow().copies().get(0);
    assertThat(now.status()).isEqualTo(CopyStatus.DELETED);
    assertThat(now.deletedAt()).isEqualTo(END.plusSeconds(9));
  }

  @Test
  void aLockComesBackAndAHoldToo() {
    Backup ended = TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.SUCCEEDED, END);
    Copy locked = ended.copies().get(0).lockedUntil(END.plusSeconds(5));
    catalog.finish(with(ended, locked));
    assertThat(copyOf(ended)).isEqualTo(locked);

    catalog.lock(locked.id(), CopyLock.LEGAL_HOLD);
    assertThat(copyOf(ended).lockedUntil()).isEqualTo(CopyLock.LEGAL_HOLD);
    catalog.lock(locked.id(), null);
    assertThat(copyOf(ended).lockedUntil()).isNull();
  }

  @Test
  void aPinnedBackupsCopyExpiresOnlyWhereSomebodyInsists() {
    Backup ended = TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.SUCCEEDED, END);
    catalog.finish(ended);
    String copy = ended.copies().get(0).id();

    assertThat(catalog.pin(ended.id(), true)).isTrue();
    assertThat(catalog.pin(ended.id(), true)).as("changed again").isFalse();
    assertThat(catalog.find(ended.id()).orElseThrow().pinned()).isTrue();
    assertThat(catalog.expire(copy, false)).isFalse();
    assertThat(copyOf(ended).status()).isEqualTo(CopyStatus.STORED);
    assertThat(catalog.expire(copy, true)).isTrue();
    assertThat(copyOf(ended).status()).isEqualTo(CopyStatus.EXPIRED);
    assertThat(catalog.pin(ended.id(), false)).isTrue();
    assertThatThrownBy(() -> catalog.pin("no-such-backup", true))
        .hasMessageContaining("no-such-backup");
  }

  @Test
  void whatIsBeingWrittenOrGoneDoesNotExpire() {
    Backup begun = begin("s1", "shop", "local");
    String copy = begun.copies().get(0).id();

    assertThat(catalog.expire(copy, true)).isFalse();
    assertThat(copyOf(begun).status()).isEqualTo(CopyStatus.PENDING);
    catalog.markCopy(copy, CopyStatus.DELETED, END);
    assertThat(catalog.expire(copy, true)).isFalse();
  }

  private static Backup with(Backup b, Copy copy) {
    return new Backup(
        b.id(),
        b.runId(),
        b.schedule(),
        b.server(),
        b.type(),
        b.scope(),
        b.databases(),
        b.engine(),
        b.status(),
        b.startedAt(),
        b.finishedAt(),
        b.pinned(),
        b.result(),
        b.errorCode(),
        b.message(),
        List.of(copy),
        List.of());
  }

  private Copy copyOf(Backup backup) {
    return catalog.find(backup.id()).orElseThrow().copies().get(0);
  }

  @Test
  void listsFilterAndPage() {
    Backup shop = begin("s1", "shop", "local");
    Backup crm = begin("s1", "crm", "local", "s3");
    Backup other = begin("s2", "shop", "s3");
    catalog.finish(TestRuns.ended(crm, BackupStatus.SUCCEEDED, END));

    assertThat(ids(null, null, null, null)).containsExactly(other.id(), crm.id(), shop.id());
    assertThat(ids("s1", null, null, null)).containsExactly(crm.id(), shop.id());
    assertThat(ids(null, "shop", null, null)).containsExactly(other.id(), shop.id());
    assertThat(ids("s1", "shop", null, null)).containsExactly(shop.id());
    assertThat(ids(null, null, "succeeded", null)).containsExactly(crm.id());
    assertThat(ids(null, null, null, "s3")).containsExactly(other.id(), crm.id());
    assertThat(ids(null, "shop", "running", "s3")).containsExactly(other.id());
    assertThat(ids("s1", "shop", null, "s3")).isEmpty();
    assertThat(ids("s1", null, "succeeded", "s3")).containsExactly(crm.id());
    assertThat(ids("s1", null, null, "s3")).containsExactly(crm.id());

    BackupFilter page = TestFilters.backups(null, null, "nightly", null, "local", crm.id(), 5);
    assertThat(catalog.list(page)).extracting(Backup::id).containsExactly(shop.id());
    assertThat(catalog.list(BackupFilter.latest(1))).containsExactly(other);
  }

  @Test
  void listsLeaveManifestsOut() {
    Backup ended = TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.SUCCEEDED, END);
    catalog.finish(ended);

    Backup listed = catalog.list(BackupFilter.latest(1)).get(0);
    assertThat(listed.result().manifest()).isEmpty();
    assertThat(listed.result().sha256()).isEqualTo(ended.result().sha256());
    assertThat(catalog.find(ended.id()).orElseThrow().result().manifest()).isEqualTo("{}");
  }

  @Test
  void aStorageNameUsedAgainListsABackupOnce() {
    Backup twice = begin("s1", "shop", "local", "local");
    Backup later = begin("s1", "shop", "local");
    assertThat(ids(null, null, null, "local")).containsExactly(later.id(), twice.id());
  }

  @Test
  void theLastGoodOneMayBePartial() {
    catalog.finish(TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.SUCCEEDED, END));
    Backup partial = TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.PARTIAL, END);
    catalog.finish(partial);
    begin("s1", "shop", "local");
    assertThat(catalog.lastGood("nightly", "s1", "shop")).contains(partial);
  }

  @Test
  void databasesInACombinedBackupAreFound() {
    Backup one = TestRuns.begun("r", "s1", "all", "local");
    Backup all =
        new Backup(
            one.id(),
            "r",
            "nightly",
            "s1",
            "daily",
            "all",
            List.of("b", "a"),
            "mysqldump",
            BackupStatus.RUNNING,
            FIRE,
            null,
            true,
            null,
            null,
            null,
            one.copies(),
            List.of());
    catalog.begin(all);
    assertThat(ids(null, "a", null, null)).containsExactly(all.id());
    assertThat(catalog.find(all.id())).contains(all);
  }

  @Test
  void aSeriesLastsAsLongAsItHasCopies() {
    Backup old = TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.SUCCEEDED, END);
    Backup young = TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.SUCCEEDED, END);
    Backup failed = TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.FAILED, END);
    assertThat(catalog.series()).isEmpty();
    List.of(old, young, failed).forEach(catalog::finish);

    assertThat(catalog.series()).containsExactly(SHOP);
    assertThat(catalog.copiesOf(SHOP))
        .containsExactly(
            new SeriesCopy(young.copies().get(0), FIRE, false, true, false),
            new SeriesCopy(old.copies().get(0), FIRE, false, true, false));

    catalog.markCopy(young.copies().get(0).id(), CopyStatus.EXPIRED, END);
    catalog.markCopy(old.copies().get(0).id(), CopyStatus.CORRUPT, END);
    assertThat(catalog.copiesOf(SHOP)).hasSize(2);
    assertThat(catalog.series()).containsExactly(SHOP);
    catalog.markCopy(old.copies().get(0).id(), CopyStatus.DELETED, END);
    assertThat(catalog.series()).isEmpty();
  }

  @Test
  void whatACrashedNodeLeftBehindIsFound() {
    JdbiRunQueue queue = new JdbiRunQueue(database.store());
    Run run = queue.offer(TestRuns.queued("nightly", "s1", FIRE)).orElseThrow();
    queue.claim(NODE, run.id());
    Backup open = TestRuns.begun(run.id(), "s1", "shop", "local");
    Backup failed = TestRuns.begun(run.id(), "s1", "crm", "local");
    Backup good = TestRuns.begun(run.id(), "s1", "erp", "local");
    List.of(open, failed, good).forEach(catalog::begin);
    begin("s1", "elsewhere", "local");
    Backup ended = TestRuns.ended(failed, BackupStatus.FAILED, END);
    catalog.finish(ended);
    catalog.finish(TestRuns.ended(good, BackupStatus.SUCCEEDED, END));

    assertThat(catalog.pendingOf(NODE.id())).containsExactly(open.copies().get(0));
    assertThat(catalog.pendingOf("another")).isEmpty();
  }

  @Test
  void failedCopiesArePagedUntilTheyNameNoWriteAnyMore() {
    List<Copy> failed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Backup ended = TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.FAILED, END);
      catalog.finish(ended);
      failed.addAll(ended.copies());
    }
    assertThat(catalog.failedAfter("", 2)).isEqualTo(failed.subList(0, 2));
    assertThat(catalog.failedAfter(failed.get(1).id(), 2)).isEqualTo(failed.subList(2, 3));

    catalog.settle(failed.get(0).withoutUpload());
    assertThat(catalog.failedAfter("", 2)).isEqualTo(failed.subList(1, 3));
  }

  @Test
  void settlingLeavesWhatHasGoneFurther() {
    Backup good = TestRuns.ended(begin("s1", "shop", "local"), BackupStatus.SUCCEEDED, END);
    catalog.finish(good);

    catalog.settle(good.copies().get(0).failed("swept"));

    assertThat(catalog.find(good.id())).contains(good);
  }

  @Test
  void messagesThatAreTooLongAreCut() {
    Backup begun = begin("s1", "shop", "local");
    String endless = "🐬".repeat(40_000);
    Backup failed = TestRuns.ended(begun, BackupStatus.FAILED, END);
    catalog.finish(
        new Backup(
            begun.id(),
            begun.runId(),
            begun.schedule(),
            begun.server(),
            begun.type(),
            begun.scope(),
            begun.databases(),
            begun.engine(),
            BackupStatus.FAILED,
            begun.startedAt(),
            END,
            false,
            null,
            failed.errorCode(),
            endless,
            List.of(begun.copies().get(0).failed(endless)),
            List.of()));

    Backup found = catalog.find(begun.id()).orElseThrow();
    assertThat(found.message()).startsWith("🐬🐬").endsWith("🐬…").hasSizeGreaterThan(10_000);
    assertThat(found.copies().get(0).message()).isEqualTo(found.message());
  }

  private Backup begin(String server, String database, String... storages) {
    Backup backup = TestRuns.begun("run-of-" + server, server, database, storages);
    catalog.begin(backup);
    return backup;
  }

  private BackupStatus statusOf(Backup backup) {
    return catalog.find(backup.id()).orElseThrow().status();
  }

  private List<String> ids(String server, String database, String status, String storage) {
    return catalog
        .list(TestFilters.backups(server, database, null, status, storage, null, 10))
        .stream()
        .map(Backup::id)
        .toList();
  }

  private static Backup at(BinlogPosition position, Backup was) {
    DumpFacts facts = was.result();
    return new Backup(
        was.id(),
        was.runId(),
        was.schedule(),
        was.server(),
        was.type(),
        was.scope(),
        was.databases(),
        was.engine(),
        was.status(),
        was.startedAt(),
        was.finishedAt(),
        was.pinned(),
        new DumpFacts(
            facts.rawBytes(),
            facts.rawDigest(),
            facts.storedBytes(),
            facts.sha256(),
            position,
            facts.manifest()),
        was.errorCode(),
        was.errorCode() == null ? null : "it broke",
        was.copies(),
        List.of());
  }
}
