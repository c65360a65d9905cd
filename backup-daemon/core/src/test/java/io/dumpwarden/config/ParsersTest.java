package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {

  @Test
  void aServerGetsTheStandards() {
    Server server = ServerParser.parse(SampleRows.server("shop"));
    assertThat(server.port()).isEqualTo(3306);
    assertThat(server.tls()).isEqualTo(new Tls(TlsMode.PREFERRED, null));
    assertThat(server.maxConcurrentRuns()).isEqualTo(1);
    assertThat(server.enabled()).isTrue();
    assertThat(server.isProtected()).isFalse();
    assertThat(server.restoreAccount()).isEmpty();
    assertThat(server.labels()).isEmpty();
  }

  @Test
  void aServerIsReadAsItIsWritten() {
    Server server =
        ServerParser.parse(
            SampleRows.server(
                "shop",
                "flavor",
                "MySQL",
                "port",
                "3307",
                "tls_mode",
                "verify_ca",
                "tls_ca_file",
                "/etc/ca.pem",
                "labels",
                "env=prod, tier=1",
                "enabled",
                "0",
                "protected",
                "1",
                "restore_username",
                "loader",
                "restore_password",
                "test-password"));
    assertThat(server.flavor()).isEqualTo(Flavor.MYSQL);
    assertThat(server.port()).isEqualTo(3307);
    assertThat(server.tls()).isEqualTo(new Tls(TlsMode.VERIFY_CA, Path.of("/etc/ca.pem")));
    assertThat(server.labels()).isEqualTo(Map.of("env", "prod", "tier", "1"));
    assertThat(server.enabled()).isFalse();
    assertThat(server.isProtected()).isTrue();
    assertThat(server.restoreAccount()).map(Account::user).contains("loader");
  }

  @ParameterizedTest
  @CsvSource({
    "name,-shop",
    "name,a/b",
    "name,'shop '",
    "name,'a\nb'",
    "name,",
    "flavor,oracle",
    "flavor,",
    "host,",
    "host,-oProxy",
    "host,a b",
    "host,[::1]",
    "host,fe80::1%eth0",
    "host,db1:3306",
    "host,db?allowLocalInfile=true",
    "host,'a\nb'",
    "port,0",
    "port,65536",
    "port,x",
    "username,",
    "username,--help",
    "username,'a\nb'",
    "password,",
    "tls_mode,maybe",
    "tls_ca_file,ca.pem",
    "tls_ca_file,/etc/../ca.pem",
    "labels,env",
    "labels,'a=1,a=2'",
    "labels,a=b+c",
    "max_concurrent_runs,0",
    "enabled,maybe"
  })
  void aSpoiledServerNamesItsColumn(String column, String value) {
    assertProblem(ServerParser::parse, SampleRows.server("shop", column, value), column);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"db1", "db-1.example.com", "10.0.0.1", "::1", "fe80::1:2", "::ffff:10.0.0.1"})
  void aHostIsANameOrAnAddress(String host) {
    assertThat(ServerParser.parse(SampleRows.server("shop", "host", host)).host()).isEqualTo(host);
  }

  @Test
  void aRestoreAccountIsWhole() {
    assertProblem(
        ServerParser::parse, SampleRows.server("a", "restore_username", "x"), "restore_password");
    assertProblem(
        ServerParser::parse, SampleRows.server("a", "restore_password", "x"), "restore_username");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceAndWithoutSecrets() {
    ConfigRow row = SampleRows.server("shop", "host", "", "port", "x", "password", "test-password");
    InvalidConfigException e = refused(ServerParser::parse, row);
    assertThat(e.problems()).extracting(Problem::field).containsExactly("host", "port");
    assertThat(e)
        .hasMessage(
            "server shop: host: must be set; port: 'x' is not a whole number from 1 to 65535");
    assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID);
  }

  @Test
  void aScheduleGetsTheStandards() {
    Schedule schedule = ScheduleParser.parse(SampleRows.schedule("nightly"));
    assertThat(schedule.type()).isEqualTo(BackupType.DAILY);
    assertThat(schedule.firing()).map(FireTimes::zone).contains(ZoneId.of("UTC"));
    assertThat(schedule.servers()).isEqualTo(ServerSelector.parse("*"));
    assertThat(schedule.spec().selection()).isEqualTo(Selection.everything());
    assertThat(schedule.spec().compression())
        .isEqualTo(new Compression(Compression.Algorithm.ZSTD, 3));
    assertThat(schedule.spec().engine()).isEqualTo(EngineChoice.AUTO);
    assertThat(schedule.spec().manners()).isEqualTo(DumpManners.STANDARD);
    assertThat(schedule.spec().databasesAtATime()).isEqualTo(1);
    assertThat(schedule.spec().connections(2)).isEqualTo(2);
    assertThat(schedule.spec().connections(64)).isEqualTo(4);
    assertThat(schedule.jitter()).isZero();
    assertThat(schedule.maxAge()).isNull();
    assertThat(schedule.catchUp())
        .isEqualTo(new CatchUp(CatchUp.Policy.SKIP, Duration.ofHours(24)));
    assertThat(schedule.timeout()).isEqualTo(Duration.ofHours(12));
    assertThat(schedule.retries()).isEqualTo(new Retries(1, Duration.ofMinutes(1)));
    assertThat(schedule.enabled()).isTrue();
  }

  @Test
  void aScheduleSaysHowItsServersAreTreated() {
    BackupSpec spec =
        ScheduleParser.parse(
                SampleRows.schedule(
                    "gently",
                    "engine",
                    "native",
                    "parallel_dumps",
                    "6",
                    "max_rows_per_second",
                    "1000",
                    "max_bytes_per_second",
                    "20MiB",
                    "max_threads_running",
                    "9",
                    "max_replica_lag",
                    "1m",
                    "lock_timeout",
                    "2s",
                    "non_transactional",
                    "locked"))
            .spec();
    assertThat(spec.engine()).isEqualTo(EngineChoice.NATIVE);
    assertThat(spec.connections(2)).isEqualTo(6);
    assertThat(spec.manners())
        .isEqualTo(
            new DumpManners(
                1000L,
                20L << 20,
                9,
                Duration.ofMinutes(1),
                Duration.ofSeconds(2),
                NonTransactional.LOCKED));
    InvalidConfigException e =
        refused(
            ScheduleParser::parse,
            SampleRows.schedule(
                "wrong", "engine", "other", "max_bytes_per_second", "0", "lock_timeout", "0s"));
    assertThat(e.problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder("engine", "max_bytes_per_second", "lock_timeout");
  }

  @Test
  void anEngineSuitsTheOptions() {
    DumpOptionSet harmless = DumpOptionSet.parse("replace,output-as-version=SERVER");
    DumpOptionSet tools = DumpOptionSet.parse("replace,output-as-version=BEFORE_8_2_0");
    assertThat(EngineChoice.AUTO.isNative(Flavor.MYSQL, harmless)).isTrue();
    assertThat(EngineChoice.AUTO.isNative(Flavor.MYSQL, tools)).isFalse();
    assertThat(EngineChoice.AUTO.insteadOfNative(Flavor.MYSQL, tools))
        .hasValueSatisfying(why -> assertThat(why).endsWith(" output-as-version=BEFORE_8_2_0"));
    assertThat(EngineChoice.AUTO.isNative(Flavor.MARIADB, tools)).isTrue();
    assertThat(EngineChoice.NATIVE.isNative(Flavor.MYSQL, tools)).isTrue();
    assertThat(EngineChoice.MYSQLDUMP.isNative(Flavor.MYSQL, harmless)).isFalse();
  }

  @Test
  void aScheduleIsReadAsItIsWritten() {
    Schedule schedule =
        ScheduleParser.parse(
            SampleRows.schedule(
                "weekly",
                "type",
                "weekly",
                "cron",
                "0 3 * * SUN",
                "zone",
                "Europe/Berlin",
                "servers",
                "label:env=prod",
                "include_databases",
                "shop*",
                "exclude_databases",
                "*_tmp",
                "compress_type",
                "gzip",
                "compress_level",
                "9",
                "max_age",
                "8d",
                "jitter",
                "5m",
                "catch_up",
                "run-once",
                "catch_up_max_age",
                "6h",
                "timeout",
                "1h",
                "max_attempts",
                "3",
                "retry_backoff",
                "10m",
                "drill",
                "weekly",
                "drill_assertions",
                "shop: SELECT COUNT(*) FROM orders > 0\n",
                "enabled",
                "false"));
    assertThat(schedule)
        .isEqualTo(
            new Schedule(
                "weekly",
                BackupType.WEEKLY,
                FireTimes.of("0 3 * * SUN", ZoneId.of("Europe/Berlin")),
                ServerSelector.parse("label:env=prod"),
                BackupSpecParser.parse(
                    Map.of(
                        "include_databases", "shop*",
                        "exclude_databases", "*_tmp",
                        "compress_type", "gzip",
                        "compress_level", "9")),
                Duration.ofMinutes(5),
                Duration.ofDays(8),
                new CatchUp(CatchUp.Policy.RUN_ONCE, Duration.ofHours(6)),
                Duration.ofHours(1),
                new Retries(3, Duration.ofMinutes(10)),
                false,
                new DrillRule(
                    Duration.ofDays(7),
                    List.of(new DrillAssertion("shop", "SELECT COUNT(*) FROM orders", ">", "0")))));
  }

  @Test
  void theTablesDefaultsMeanWhatTheParsersStandardsMean() {
    for (ConfigRow row :
        SampleRows.working(
            SampleRows.channel("ops"), SampleRows.notificationRule("anything", "ops"))) {
      Map<String, @Nullable String> fields = new HashMap<>(row.fields());
      fields.putAll(row.kind().standards());
      ConfigRow defaulted =
          new ConfigRow(row.kind(), row.id(), fields, 1, row.createdAt(), row.updatedAt());
      assertThat(row.kind().columns()).containsAll(row.kind().standards().keySet());
      assertThat(parsed(defaulted)).isEqualTo(parsed(row));
    }
  }

  private static Object parsed(ConfigRow row) {
    return switch (row.kind()) {
      case SERVER -> ServerParser.parse(row);
      case SCHEDULE -> ScheduleParser.parse(row);
      case STORAGE -> StorageParser.parse(row);
      case RETENTION_RULE -> RetentionRuleParser.parse(row);
      case SETTING -> SettingsParser.check(row);
      case ENCRYPTION_KEY -> EncryptionKeyParser.parse(row);
      case CHANNEL -> ChannelParser.parse(row);
      case NOTIFICATION_RULE -> NotificationRuleParser.parse(row);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "name,manual",
    "type,often",
    "cron,",
    "cron,0 0 30 2 *",
    "zone,Europe/Berln",
    "servers,label:x",
    "include_databases,mysql",
    "include_databases,a\\",
    "exclude_databases,a\\",
    "compress_type,lzma",
    "compress_level,23",
    "compress_level,0",
    "max_age,0s",
    "jitter,5",
    "catch_up,always",
    "catch_up_max_age,0s",
    "timeout,0s",
    "max_attempts,0",
    "retry_backoff,soon",
    "enabled,x"
  })
  void aSpoiledScheduleNamesItsColumn(String column, String value) {
    assertProblem(ScheduleParser::parse, SampleRows.schedule("nightly", column, value), column);
  }

  @Test
  void aManualScheduleHasNoCron() {
    assertThat(
            ScheduleParser.parse(SampleRows.schedule("by-hand", "type", "manual", "cron", null))
                .firing())
        .isEmpty();
    assertProblem(ScheduleParser::parse, SampleRows.schedule("by-hand", "type", "manual"), "cron");
  }

  @Test
  void anUnknownZoneIsToldTheNearest() {
    ConfigRow row = SampleRows.schedule("nightly", "zone", "Europe/Berln");
    assertThat(refused(ScheduleParser::parse, row))
        .hasMessageContaining("did you mean 'Europe/Berlin'");
  }

  @Test
  void aRuleIsReadAsItIsWritten() {
    RetentionRule rule =
        RetentionRuleParser.parse(
            SampleRows.rule("nightly", "disk", "min_copies", "3", "max_copies", "10"));
    assertThat(rule)
        .isEqualTo(new RetentionRule("nightly", "disk", KeepFor.parse("30d"), false, 3, 10));
    assertThat(RetentionRuleParser.parse(SampleRows.rule("nightly", "disk")).minCopies())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "keep_for,30",
    "keep_for,",
    "min_copies,0",
    "max_copies,0",
    "keep_forever,true",
    "schedule,",
    "storage,a/b"
  })
  void aSpoiledRuleNamesItsColumn(String column, String value) {
    assertProblem(
        RetentionRuleParser::parse, SampleRows.rule("nightly", "disk", column, value), column);
  }

  @Test
  void fewerCopiesAtMostThanAtLeastAreRefused() {
    assertProblem(
        RetentionRuleParser::parse,
        SampleRows.rule("nightly", "disk", "min_copies", "5", "max_copies", "4"),
        "max_copies");
  }

  static void assertProblem(Function<ConfigRow, ?> parser, ConfigRow row, String field) {
    assertThat(refused(parser, row).problems()).extracting(Problem::field).containsExactly(field);
  }

  static InvalidConfigException refused(Function<ConfigRow, ?> parser, ConfigRow row) {
    return catchThrowableOfType(InvalidConfigException.class, () -> parser.apply(row));
  }
}
