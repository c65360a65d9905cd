package io.dumpwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.anomaly.OpenAnomaly;
import io.dumpwarden.catalog.AnomalyKind;
import io.dumpwarden.catalog.CatalogSummary.LastRun;
import io.dumpwarden.catalog.CatalogSummary.Reached;
import io.dumpwarden.catalog.CatalogSummary.RunAtWork;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.node.Node;
import io.dumpwarden.notify.ChannelCount;
import io.dumpwarden.statistics.Fleet.Freshness;
import io.dumpwarden.statistics.Fleet.Status;
import io.dumpwarden.statistics.Statistics.StorageUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What alerts ask of the fleet, its storages and those who look after them, over HTTP. */
class FleetMetricsTest {

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

  private List<String> values(String metric) throws Exception {
    return Scrape.of(server).samples(metric).stream()
        .map(line -> line.substring(metric.length()))
        .toList();
  }

  @Test
  void howEveryServerStandsWithItsSchedules() throws Exception {
    store.freshness.add(new Freshness("shop", "nightly", Status.NEVER, null, null, 60L));

    assertThat(values("mysql_backup_freshness"))
        .containsExactly("{schedule=\"nightly\",server=\"shop\",status=\"never\"} 1.0");
  }

  @Test
  void inWhatTheNewestBackupsOfWhatIsBackedUpDiffer() throws Exception {
    store.watched("shop", "nightly");
    anomaly("shop", AnomalyKind.EMPTY, true);
    anomaly("shop", AnomalyKind.ROWS_FELL, false);
    anomaly("retired", AnomalyKind.EMPTY, true);

    String series =
        "{database=\"orders\",kind=\"%s\",schedule=\"nightly\",server=\"shop\",suspicious=\"%s\"} 1.0";
    assertThat(values("mysql_backup_anomaly"))
        .containsExactly(series.formatted("empty", "true"), series.formatted("rows-fell", "false"));
  }

  private void anomaly(String server, AnomalyKind kind, boolean suspicious) {
    store.anomalies.add(
        new OpenAnomaly(
            server,
            "nightly",
            "orders",
            List.of("orders"),
            "b",
            kind,
            "why",
            suspicious,
            clock.instant()));
  }

  @Test
  void whatFailedIsToldNoMoreWhereItIsSwitchedOff() throws Exception {
    store.watched("shop", "nightly");
    last("schedule", "failed", clock.instant());
    assertThat(values("mysql_backup_last_run_status")).hasSize(1);

    store.config(ConfigKind.SCHEDULE, "nightly", Map.of("cron", "0 2 * * *", "servers", "other-*"));
    assertThat(nextLastRuns()).as("out of the selector").isEmpty();

    store.config(ConfigKind.SCHEDULE, "nightly", Map.of("cron", "0 2 * * *", "enabled", "0"));
    assertThat(nextLastRuns()).as("the schedule disabled").isEmpty();

    store.watched("shop", "nightly");
    assertThat(nextLastRuns()).hasSize(1);

    store.server("shop", Map.of("enabled", "0"));
    assertThat(nextLastRuns()).as("the server disabled").isEmpty();
  }

  private List<String> nextLastRuns() throws Exception {
    clock.move(Duration.ofSeconds(10));
    return values("mysql_backup_last_run_status");
  }

  @Test
  void whetherSchedulesArePausedAndSinceWhenTheyAreAsTheyAre() throws Exception {
    store.watched("shop", "nightly");
    assertThat(values("dumpwarden_schedules_paused")).containsExactly(" 0.0");
    assertThat(values("dumpwarden_schedule_changed_timestamp_seconds"))
        .containsExactly("{schedule=\"nightly\"} " + (double) MemoryStore.NOON.getEpochSecond());

    store.config(ConfigKind.SETTING, "paused", Map.of("value", "true"));
    clock.move(Duration.ofSeconds(10));
    assertThat(values("dumpwarden_schedules_paused")).containsExactly(" 1.0");
  }

  @Test
  void theNewestEndTellsWhateverWasSkippedOrCancelledSince() throws Exception {
    store.watched("shop", "nightly");
    Instant now = clock.instant();
    last("schedule", "succeeded", now.minusSeconds(500));
    last("schedule", "failed", now.minusSeconds(400));
    last("manual", "cancelled", now.minusSeconds(300));
    last("schedule", "skipped", now.minusSeconds(200));
    store.lastRuns.add(new LastRun("nightly", "retired", "schedule", "failed", now));
    store.lastRuns.add(new LastRun("manual", "shop", "cli", "failed", now));

    assertThat(values("mysql_backup_last_run_status"))
        .containsExactly("{schedule=\"nightly\",server=\"shop\",status=\"failed\"} 1.0");
  }

  @Test
  void whatWasProvenLaterOverridesTheInterruptionOfTheSameRun() throws Exception {
    store.watched("shop", "nightly");
    last("schedule", "interrupted", clock.instant());
    last("schedule", "succeeded", clock.instant());

    assertThat(values("mysql_backup_last_run_status").get(0)).contains("status=\"succeeded\"");
  }

  @Test
  void whenFiresWereLastMissed() throws Exception {
    store.watched("shop", "nightly");
    last("catch-up", "skipped", Instant.ofEpochSecond(1_800_000_000));
    last("schedule", "skipped", Instant.ofEpochSecond(1_900_000_000));

    assertThat(values("dumpwarden_fires_last_missed_timestamp_seconds"))
        .containsExactly("{schedule=\"nightly\"} 1.8E9");
  }

  private void last(String trigger, String status, Instant at) {
    store.lastRuns.add(new LastRun("nightly", "shop", trigger, status, at));
  }

  @Test
  void theLongestOfTheRunsAtWork() throws Exception {
    Instant now = clock.instant();
    store.runsAtWork.add(new RunAtWork("manual", "shop", now.minusSeconds(10), null));
    store.runsAtWork.add(new RunAtWork("manual", "shop", now.minusSeconds(70), null));
    store.runsAtWork.add(
        new RunAtWork("nightly", "shop", now.minusSeconds(5), Duration.ofSeconds(90)));

    assertThat(values("mysql_backup_running_seconds"))
        .containsExactlyInAnyOrder(
            "{schedule=\"manual\",server=\"shop\"} 70.0",
            "{schedule=\"nightly\",server=\"shop\"} 5.0");
    assertThat(values("mysql_backup_running_typical_seconds"))
        .containsExactly("{schedule=\"nightly\",server=\"shop\"} 90.0");
  }

  @Test
  void roomAndGrowthOfStorages() throws Exception {
    store.storages.add(new StorageUse("disk", 1, 2, 3, -40, 5_000L, null, List.of(9L, 8L, 7L, 6L)));
    store.storages.add(new StorageUse("vault", 1, 2, 3, 60, null, null, List.of(1L, 2L, 3L, 4L)));
    store.storages.add(new StorageUse("new", 1, 2, 3, 0, null, null, List.of(0L, 1L, 1L, 3L)));

    assertThat(values("dumpwarden_storage_free_bytes"))
        .containsExactly("{storage=\"disk\"} 5000.0");
    assertThat(values("dumpwarden_storage_growth_bytes_per_day"))
        .containsExactly("{storage=\"disk\"} -40.0", "{storage=\"vault\"} 60.0");
  }

  @Test
  void storagesThatLackWhatAnotherOneHas() throws Exception {
    store.config(
        ConfigKind.SERVER,
        "shop",
        Map.of("flavor", "mariadb", "host", "db", "username", "b", "password", "env:ANY"));
    storage("disk");
    storage("vault");
    store.schedule("nightly", "0 2 * * *", null);
    rule("disk");
    rule("vault");
    assertThat(ConfigSnapshot.of(store.config).problems()).isEmpty();
    reached("disk", "crm", "b2", 3);
    reached("vault", "crm", "b1", 2);
    reached("disk", "orders", "b2", 3);
    reached("vault", "orders", "", 0);
    reached("disk", "dropped", "b2", 0);
    reached("vault", "dropped", "b1", 1);
    reached("gone", "crm", "b1", 1);

    assertThat(values("mysql_backup_copies_behind"))
        .containsExactly(
            "{schedule=\"nightly\",storage=\"disk\"} 0.0",
            "{schedule=\"nightly\",storage=\"vault\"} 2.0");
  }

  private void reached(String storage, String scope, String newest, long kept) {
    store.reached.add(new Reached(new Series("nightly", storage, "shop", scope), newest, kept));
  }

  private void storage(String name) {
    store.config(
        ConfigKind.STORAGE,
        name,
        Map.of("type", "local", "settings", "{\"path\": \"/srv/%s\"}".formatted(name)));
  }

  private void rule(String storage) {
    store.config(
        ConfigKind.RETENTION_RULE,
        "nightly/" + storage,
        Map.of("schedule", "nightly", "storage", storage, "keep_for", "30d"));
  }

  @Test
  void howOftenWhatIsToBeDone() throws Exception {
    storage("disk");
    store.config(ConfigKind.SCHEDULE, "nightly", Map.of("cron", "0 2 * * *", "drill", "weekly"));
    store.config(ConfigKind.SETTING, "verify_per_day", Map.of("value", "5%"));

    assertThat(values("dumpwarden_schedule_drill_interval_seconds"))
        .containsExactly("{schedule=\"nightly\"} 604800.0");
    assertThat(values("mysql_backup_self_backup_interval_seconds"))
        .containsExactly("{storage=\"disk\"} 86400.0");
    assertThat(values("dumpwarden_verification_interval_seconds")).containsExactly(" 1728000.0");
  }

  @Test
  void endsOfTokensAndCertificates() throws Exception {
    store.tokenExpiry = Instant.ofEpochSecond(1_900_000_000);

    assertThat(values("dumpwarden_api_token_expiry_timestamp_seconds")).containsExactly(" 1.9E9");
    assertThat(values("dumpwarden_certificate_not_after_timestamp_seconds"))
        .containsExactly(" " + (double) MemoryStore.CERTIFICATE_END.getEpochSecond());
  }

  @Test
  void messagesOfChannelsThatStillExistMayWait() throws Exception {
    store.row(ConfigKind.CHANNEL, "ops", null, null);
    store.channels.add(new ChannelCount("ops", 2, Instant.ofEpochSecond(1_800_000_000), 40, 3, 0));
    store.channels.add(new ChannelCount("gone", 1, Instant.ofEpochSecond(1_700_000_000), 4, 0, 1));

    assertThat(values("dumpwarden_notifications_pending")).containsExactly("{channel=\"ops\"} 2.0");
    assertThat(values("dumpwarden_notifications_oldest_pending_timestamp_seconds"))
        .containsExactly("{channel=\"ops\"} 1.8E9");
    assertThat(values("dumpwarden_notifications_failed_total"))
        .containsExactly("{channel=\"gone\"} 0.0", "{channel=\"ops\"} 3.0");
    assertThat(values("dumpwarden_notifications_sent_total")).contains("{channel=\"ops\"} 40.0");
  }

  @Test
  void daemonsButNotCommands() throws Exception {
    node(Node.Kind.DAEMON);
    node(Node.Kind.DAEMON);
    node(Node.Kind.values()[1 - Node.Kind.DAEMON.ordinal()]);

    assertThat(values("dumpwarden_daemons")).containsExactly(" 2.0");
  }

  private void node(Node.Kind kind) {
    store.nodes.add(new Node("id", "name", "host", kind, 1, clock.instant(), clock.instant()));
  }
}
