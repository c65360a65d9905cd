package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillFilter;
import io.dumpwarden.drill.DrillRequest;
import io.dumpwarden.drill.DrillRunner;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.drill.DueDrills;
import io.dumpwarden.drill.Throwaways;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.verify.CopyReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueDrillsTest {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final TestDatabase database = TestDatabase.migrated(TestEngine.MARIADB_11_4);
  private final JdbiBackupCatalog catalog = new JdbiBackupCatalog(database.store());
  private final JdbiDrillStore drills = new JdbiDrillStore(database.store());
  private final DueDrills due =
      new DueDrills(new JdbiCatalogSummary(database.store()), catalog, drills);
  private final List<ConfigRow> rows = new ArrayList<>();

  @BeforeEach
  void configure() {
    rows.add(SampleRows.server("s1"));
    rows.add(SampleRows.local("disk"));
    rows.add(SampleRows.rule("nightly", "disk"));
    schedule("drill", "weekly", "drill_assertions", "SELECT 1");
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void whatWasNeverDrilledIsDueAtOnce() {
    Backup backup = good("shop");

    assertThat(next(NOW))
        .contains(
            new DrillRequest(
                backup.id(),
                config().schedule("nightly").orElseThrow().drill().assertions(),
                null,
                false,
                "schedule nightly"));
  }

  @Test
  void theNewestGoodBackupIsDrilledWhenTheLastDrillIsLongEnoughAgo() {
    good("shop");
    drilled("shop", DrillStatus.SUCCEEDED, NOW);
    Backup newest = good("shop");
    failed("shop");

    assertThat(next(NOW.plus(DAY.multipliedBy(7)).minusSeconds(1))).isEmpty();
    assertThat(next(NOW.plus(DAY.multipliedBy(7))))
        .map(DrillRequest::backupId)
        .contains(newest.id());
  }

  @Test
  void whatWaitsTheLongestComesFirst() {
    good("a");
    Backup b = good("b");
    Backup c = good("c");
    drilled("a", DrillStatus.PARTIAL, NOW);
    drilled("b", DrillStatus.SUCCEEDED, NOW.minus(DAY));

    assertThat(next(NOW.plus(DAY.multipliedBy(30)))).map(DrillRequest::backupId).contains(c.id());
    drilled("c", DrillStatus.SUCCEEDED, NOW.plus(DAY));
    assertThat(next(NOW.plus(DAY.multipliedBy(30)))).map(DrillRequest::backupId).contains(b.id());
  }

  @Test
  void afterAFailureTheNextIsADayLater() {
    good("shop");
    drilled("shop", DrillStatus.FAILED, NOW);

    assertThat(next(NOW.plus(DAY).minusSeconds(1))).isEmpty();
    assertThat(next(NOW.plus(DAY))).isPresent();
    schedule("drill", "6h");
    assertThat(next(NOW.plus(Duration.ofHours(6)))).isPresent();
  }

  @Test
  void oneAtWorkIsNotDueAndAnInterruptedOneSoon() {
    good("shop");
    Drill atWork = TestDrills.begun("shop", "node", NOW);
    drills.begin(atWork);
    assertThat(next(NOW.plus(DAY.multipliedBy(100)))).isEmpty();

    drills.finish(TestDrills.ended(atWork, DrillStatus.INTERRUPTED, null));
    assertThat(next(NOW.plus(Duration.ofMinutes(59)))).isEmpty();
    assertThat(next(NOW.plus(Duration.ofHours(1)))).isPresent();
  }

  @Test
  void onlyWhatSchedulesWantAndThisNodeReaches() {
    good("shop");
    assertThat(due.next(config(), NOW, backup -> false)).isEmpty();
    schedule("drill", "weekly", "enabled", "false");
    assertThat(next(NOW)).isEmpty();
    schedule();
    assertThat(next(NOW)).isEmpty();
    schedule("drill", "weekly");
    rows.removeIf(row -> row.key().equals("s1"));
    assertThat(next(NOW)).isEmpty();
  }

  @Test
  void oneWithoutAStoredCopyIsPassedOver() {
    Backup older = good("shop");
    Backup newest = good("shop");
    catalog.markCopy(newest.copies().get(0).id(), CopyStatus.DELETED, NOW);

    assertThat(next(NOW)).map(DrillRequest::backupId).contains(older.id());
  }

  /** Its manifest names no server: no throwaway can be chosen. */
  @Test
  void oneThatCannotBeginIsFailedOnRecordAndTheNextHasItsTurn(@TempDir Path folder) {
    Backup shop = good("shop");
    ManifestFormat manifests = new ManifestFormat(bytes -> "");
    DrillRunner runner =
        new DrillRunner(
            new DrillRunner.Records(catalog, manifests, drills),
            new DrillRunner.Loading(
                new CopyReader(this::config, s -> fail("opened"), manifests, Keyring.empty()),
                new RestoreClients(null),
                folder),
            new Throwaways(this::config, (drill, subject) -> fail("started"), null, drills),
            () -> NOW);

    assertThat(runner.beginOrFail(next(NOW).orElseThrow(), TestRuns.NODE)).isEmpty();

    assertThat(drills.list(DrillFilter.latest(5)))
        .singleElement()
        .matches(drill -> drill.status() == DrillStatus.FAILED)
        .matches(drill -> drill.backupId().equals(shop.id()));
    Backup crm = good("crm");
    assertThat(next(NOW)).map(DrillRequest::backupId).contains(crm.id());
  }

  private Optional<DrillRequest> next(Instant now) {
    return due.next(config(), now, backup -> true);
  }

  private ConfigSnapshot config() {
    return ConfigSnapshot.of(rows);
  }

  private void schedule(String... columns) {
    rows.removeIf(row -> row.key().equals("nightly"));
    rows.add(SampleRows.schedule("nightly", columns));
  }

  private Backup good(String scope) {
    return ended(scope, BackupStatus.SUCCEEDED);
  }

  private void failed(String scope) {
    ended(scope, BackupStatus.FAILED);
  }

  private Backup ended(String scope, BackupStatus status) {
    Backup begun = TestRuns.begun("run", "s1", scope, "disk");
    catalog.begin(begun);
    Backup ended = TestRuns.ended(begun, status, NOW);
    catalog.finish(ended);
    return ended;
  }

  private void drilled(String scope, DrillStatus status, Instant at) {
    Drill begun = TestDrills.begun(scope, "node", at);
    drills.begin(begun);
    drills.finish(TestDrills.ended(begun, status, null));
  }
}
