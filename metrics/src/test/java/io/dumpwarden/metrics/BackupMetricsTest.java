package io.dumpwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.CatalogSummary.ActiveRuns;
import io.dumpwarden.catalog.CatalogSummary.BackupCount;
import io.dumpwarden.catalog.CatalogSummary.CopyTotals;
import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.catalog.CatalogSummary.LongestWaiting;
import io.dumpwarden.catalog.CatalogSummary.RunCount;
import io.dumpwarden.catalog.CatalogSummary.StorageUse;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The values, as they arrive over HTTP. */
class BackupMetricsTest {

  private final MemoryStore store = new MemoryStore();
  private final SettableClock clock = new SettableClock();
  private final MetricsServer server =
      new MetricsServer(new MetricsSettings("127.0.0.1", 0), "1.2.3", store.sources(), clock);

  @BeforeEach
  void start() {
    store.row(ConfigKind.SERVER, "shop", null, null);
    store.row(ConfigKind.SCHEDULE, "nightly", null, null);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private void good(String server, String database, String schedule, Instant at) {
    store.lastGood.add(
        new LastGood(
            server,
            database,
            schedule,
            "daily",
            at,
            Duration.ofMillis(90_500),
            7_000_000_000L,
            12));
  }

  @Test
  void theNewestDrillOfEachSeries() throws Exception {
    store.watched("shop", "nightly");
    Instant at = clock.instant().minusSeconds(600);
    drill("orders", DrillStatus.SUCCEEDED, at);
    drill("crm", DrillStatus.FAILED, at);

    Scrape scrape = Scrape.of(server);

    String series = "{database=\"orders\",schedule=\"nightly\",server=\"shop\"} ";
    assertThat(scrape.samples("mysql_backup_drill_recovery_seconds"))
        .containsExactly("mysql_backup_drill_recovery_seconds" + series + "12.5");
    assertThat(scrape.samples("mysql_backup_drill_last_success_timestamp_seconds"))
        .containsExactly(
            "mysql_backup_drill_last_success_timestamp_seconds"
                + series
                + (double) at.getEpochSecond());
    assertThat(scrape.samples("mysql_backup_drill_last_status"))
        .containsExactlyInAnyOrder(
            "mysql_backup_drill_last_status{database=\"orders\",schedule=\"nightly\","
                + "server=\"shop\",status=\"succeeded\"} 1.0",
            "mysql_backup_drill_last_status{database=\"crm\",schedule=\"nightly\","
                + "server=\"shop\",status=\"failed\"} 1.0");
  }

  @Test
  void aDrillThatRunsOrIsOfNoScheduleAtWorkTellsNothing() throws Exception {
    store.watched("shop", "nightly");
    store.goneDatabases.add("dropped");
    good("shop", "dropped", "nightly", clock.instant());
    drill("dropped", DrillStatus.FAILED, clock.instant());
    drill("orders", DrillStatus.FAILED, clock.instant());
    drill("orders", DrillStatus.RUNNING, clock.instant());
    drill("manual", "orders", DrillStatus.FAILED, clock.instant());
    drill("other", "orders", DrillStatus.FAILED, clock.instant());

    Scrape scrape = Scrape.of(server);

    assertThat(scrape.samples("mysql_backup_drill_last_status"))
        .containsExactly(
            "mysql_backup_drill_last_status{database=\"orders\",schedule=\"nightly\","
                + "server=\"shop\",status=\"failed\"} 1.0");
    assertThat(scrape.samples("mysql_backup_age_seconds")).as("of a dropped database").isEmpty();
  }

  private void drill(String scope, DrillStatus status, Instant at) {
    drill("nightly", scope, status, at);
  }

  private void drill(String schedule, String scope, DrillStatus status, Instant at) {
    store.drills.add(
        new Drill(
            "id-of-" + scope,
            "backup",
            schedule,
            "shop",
            scope,
            "disk",
            Drill.EMBEDDED,
            "somebody",
            status,
            "node",
            "node",
            at,
            at,
            Duration.ofMillis(12_500),
            null,
            null,
            null,
            null));
  }

  @Test
  void theNewestGoodBackupOfEachSeries() throws Exception {
    good("shop", "orders", "nightly", clock.instant().minusSeconds(3600));

    Scrape scrape = Scrape.of(server);

    String series = "{database=\"orders\",schedule=\"nightly\",server=\"shop\"} ";
    assertThat(scrape.samples("mysql_backup_age_seconds"))
        .containsExactly("mysql_backup_age_seconds" + series + "3600.0");
    assertThat(scrape.samples("mysql_backup_duration_seconds"))
        .containsExactly("mysql_backup_duration_seconds" + series + "90.5");
    assertThat(scrape.samples("mysql_backup_last_success_timestamp_seconds"))
        .containsExactly(
            "mysql_backup_last_success_timestamp_seconds"
                + series
                + (double) clock.instant().minusSeconds(3600).getEpochSecond());
    assertThat(scrape.samples("mysql_backup_size_bytes"))
        .containsExactly(
            "mysql_backup_size_bytes{database=\"orders\",kind=\"raw\",schedule=\"nightly\","
                + "server=\"shop\"} 7.0E9",
            "mysql_backup_size_bytes{database=\"orders\",kind=\"stored\",schedule=\"nightly\","
                + "server=\"shop\"} 12.0");
  }

  @Test
  void theAgeGrowsBetweenTwoReadsOfTheStore() throws Exception {
    good("shop", "orders", "nightly", clock.instant());
    Scrape.of(server);
    clock.move(Duration.ofSeconds(5));

    assertThat(Scrape.of(server).samples("mysql_backup_age_seconds").get(0)).endsWith(" 5.0");
    assertThat(store.asked).hasValue(1);
  }

  @Test
  void whatIsNoLongerConfiguredDoesNotAge() throws Exception {
    good("shop", "orders", "nightly", clock.instant());
    good("shop", "orders", "manual", clock.instant());
    good("retired", "orders", "nightly", clock.instant());
    good("shop", "orders", "dropped", clock.instant());

    assertThat(Scrape.of(server).samples("mysql_backup_age_seconds"))
        .hasSize(2)
        .noneMatch(line -> line.contains("retired") || line.contains("dropped"));
  }

  @Test
  void whatVerificationKnowsOfTheCopies() throws Exception {
    Instant hourAgo = clock.instant().minusSeconds(3600);
    store.copyTotals.add(
        new CopyTotals(
            new Series("nightly", "tape", "shop", "orders"), 3, 20, 1, 2, 4, 7, hourAgo));
    store.copyTotals.add(
        new CopyTotals(
            new Series("dropped", "tape", "retired", "orders"), 0, 1, 0, 0, 0, 0, hourAgo));
    store.longestWaiting.add(new LongestWaiting("tape", hourAgo));

    Scrape scrape = Scrape.of(server);

    assertThat(scrape.samples("mysql_backup_copies"))
        .containsExactly(
            "mysql_backup_copies{result=\"corrupt\",storage=\"tape\"} 4.0",
            "mysql_backup_copies{result=\"missing\",storage=\"tape\"} 2.0",
            "mysql_backup_copies{result=\"unreadable\",storage=\"tape\"} 1.0",
            "mysql_backup_copies{result=\"unverified\",storage=\"tape\"} 3.0",
            "mysql_backup_copies{result=\"verified\",storage=\"tape\"} 21.0");
    assertThat(scrape.samples("mysql_backup_last_verification_timestamp_seconds"))
        .containsExactly(
            "mysql_backup_last_verification_timestamp_seconds{database=\"orders\","
                + "schedule=\"nightly\",server=\"shop\",storage=\"tape\"} "
                + (double) hourAgo.getEpochSecond());
    assertThat(scrape.samples("mysql_backup_unverified_age_seconds"))
        .containsExactly("mysql_backup_unverified_age_seconds{storage=\"tape\"} 3600.0");
    assertThat(scrape.samples("mysql_backup_repairs_total"))
        .contains("mysql_backup_repairs_total{schedule=\"nightly\",storage=\"tape\"} 7.0");
  }

  @Test
  void totalsAreCounters() throws Exception {
    store.backupCounts.add(new BackupCount("shop", "orders", "daily", BackupStatus.PARTIAL, 41));

    Scrape scrape = Scrape.of(server);

    assertThat(scrape.text()).contains("# TYPE mysql_backup_total counter\n");
    assertThat(scrape.samples("mysql_backup_total"))
        .containsExactly(
            "mysql_backup_total{database=\"orders\",server=\"shop\",status=\"partial\","
                + "type=\"daily\"} 41.0");
  }

  @Test
  void runsAndFires() throws Exception {
    store.activeRuns = new ActiveRuns(7, 2);
    store.runCounts.add(new RunCount("nightly", "schedule", "succeeded", 100));
    store.runCounts.add(new RunCount("nightly", "schedule", "skipped", 3));
    store.runCounts.add(new RunCount("nightly", "catch-up", "skipped", 5));
    store.runCounts.add(new RunCount("nightly", "cli", "skipped", 9));

    Scrape scrape = Scrape.of(server);

    assertThat(scrape.samples("dumpwarden_runs_queued"))
        .containsExactly("dumpwarden_runs_queued 7.0");
    assertThat(scrape.samples("dumpwarden_runs_running"))
        .containsExactly("dumpwarden_runs_running 2.0");
    assertThat(scrape.samples("dumpwarden_runs_total")).hasSize(4);
    assertThat(scrape.samples("dumpwarden_fires_skipped_total"))
        .containsExactly("dumpwarden_fires_skipped_total{schedule=\"nightly\"} 3.0");
    assertThat(scrape.samples("dumpwarden_fires_missed_total"))
        .containsExactly("dumpwarden_fires_missed_total{schedule=\"nightly\"} 5.0");
  }

  @Test
  void configurationThatIsInvalid() throws Exception {
    store.row(ConfigKind.SCHEDULE, "broken", "cron: 61 is no minute", null);
    store.row(ConfigKind.SCHEDULE, "hourly", null, Instant.ofEpochSecond(1_800_000_000));

    Scrape scrape = Scrape.of(server);

    assertThat(scrape.samples("dumpwarden_config_rows_invalid"))
        .containsExactlyInAnyOrder(
            "dumpwarden_config_rows_invalid{kind=\"schedule\"} 1.0",
            "dumpwarden_config_rows_invalid{kind=\"server\"} 0.0",
            "dumpwarden_config_rows_invalid{kind=\"channel\"} 0.0",
            "dumpwarden_config_rows_invalid{kind=\"notification_rule\"} 0.0",
            "dumpwarden_config_rows_invalid{kind=\"encryption_key\"} 0.0",
            "dumpwarden_config_rows_invalid{kind=\"setting\"} 0.0",
            "dumpwarden_config_rows_invalid{kind=\"storage\"} 0.0",
            "dumpwarden_config_rows_invalid{kind=\"retention_rule\"} 0.0");
    assertThat(scrape.samples("dumpwarden_schedule_next_fire_timestamp_seconds"))
        .containsExactly(
            "dumpwarden_schedule_next_fire_timestamp_seconds{schedule=\"hourly\"} 1.8E9");
  }

  @Test
  void storages() throws Exception {
    store.storageUse.add(new StorageUse("nightly", "offsite", 5_000, 17));

    Scrape scrape = Scrape.of(server);

    assertThat(scrape.samples("dumpwarden_storage_used_bytes"))
        .containsExactly(
            "dumpwarden_storage_used_bytes{schedule=\"nightly\",storage=\"offsite\"} 5000.0");
    assertThat(scrape.samples("dumpwarden_retention_deletions_total"))
        .containsExactly(
            "dumpwarden_retention_deletions_total{schedule=\"nightly\",storage=\"offsite\"} 17.0");
  }

  @Test
  void hostileNamesAreEscaped() throws Exception {
    String hostile = "a\"} 1\nfake_metric{x=\"\\😀";
    store.backupCounts.add(new BackupCount("shop", hostile, "daily", BackupStatus.FAILED, 1));

    Scrape scrape = Scrape.of(server);

    assertThat(scrape.samples("mysql_backup_total"))
        .containsExactly(
            "mysql_backup_total{database=\"a\\\"} 1\\nfake_metric{x=\\\"\\\\😀\",server=\"shop\","
                + "status=\"failed\",type=\"daily\"} 1.0");
    assertThat(scrape.samples("fake_metric")).isEmpty();
  }

  @Test
  void theStoreGoesAndComesBack() throws Exception {
    good("shop", "orders", "nightly", clock.instant());
    assertThat(Scrape.of(server).samples("dumpwarden_metadata_store_up"))
        .containsExactly("dumpwarden_metadata_store_up 1.0");

    store.away = true;
    clock.move(Duration.ofSeconds(10));
    Scrape away = Scrape.of(server);
    assertThat(away.samples("dumpwarden_metadata_store_up"))
        .containsExactly("dumpwarden_metadata_store_up 0.0");
    assertThat(away.samples("mysql_backup_age_seconds").get(0)).endsWith(" 10.0");
    assertThat(away.samples("dumpwarden_metadata_read_timestamp_seconds").get(0))
        .endsWith(" " + (double) clock.instant().minusSeconds(10).getEpochSecond());

    store.away = false;
    clock.move(Duration.ofSeconds(10));
    assertThat(Scrape.of(server).samples("dumpwarden_metadata_store_up"))
        .containsExactly("dumpwarden_metadata_store_up 1.0");
  }

  @Test
  void whatWasNeverReadIsAbsentRatherThanZero() throws Exception {
    store.away = true;

    Scrape scrape = Scrape.of(server);

    assertThat(scrape.status()).isEqualTo(200);
    assertThat(scrape.samples("dumpwarden_metadata_store_up"))
        .containsExactly("dumpwarden_metadata_store_up 0.0");
    assertThat(scrape.samples("dumpwarden_runs_queued")).isEmpty();
    assertThat(scrape.samples("dumpwarden_build_info")).isNotEmpty();
  }

  @Test
  void theAgeAllowedIsTheSchedulesOrOneAndAHalfWaits() throws Exception {
    store.schedule("nightly", "0 2 * * *", null);
    store.schedule("strict", "0 2 * * *", "25h");

    assertThat(Scrape.of(server).samples("dumpwarden_schedule_max_age_seconds"))
        .containsExactly(
            "dumpwarden_schedule_max_age_seconds{schedule=\"nightly\"} 129600.0",
            "dumpwarden_schedule_max_age_seconds{schedule=\"strict\"} 90000.0");
  }
}
