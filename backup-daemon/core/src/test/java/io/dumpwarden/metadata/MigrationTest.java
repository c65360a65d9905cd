package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.EngineChoice;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.ScheduleParser;
import io.dumpwarden.config.SelectionMode;
import io.dumpwarden.config.Server;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class MigrationTest {

  private static final String RUN = "00000000-0000-7000-8000-000000000001";

  private static final String[] ROWS_OF_VERSION_3 = {
    """
    INSERT INTO server (name, flavor, host, username, password)
    VALUES ('shop', 'mysql', 'db.example.com', 'backup', 'env:DUMPWARDEN_SECRET_TEST')
    """,
    "INSERT INTO schedule (name, cron) VALUES ('nightly', '0 2 * * *')",
    """
    INSERT INTO run (id, schedule, server, type, trigger_kind, fire_time, attempt, status,
      queued_at, not_before, requested_by)
    VALUES ('%s', 'nightly', 'shop', 'daily', 'schedule', UTC_TIMESTAMP(6), 1, 'running',
      UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 'somebody (cli)')
    """
        .formatted(RUN),
    """
    INSERT INTO backup (id, run_id, schedule, server, type, scope, database_names, engine, status,
      started_at, finished_at, pinned, raw_bytes, raw_digest, stored_bytes, sha256, manifest)
    VALUES ('backup-1', '%s', 'nightly', 'shop', 'daily', 'crm', '["crm"]', 'mysqldump',
      'succeeded', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), FALSE, 1000, '0123456789abcdef', 100, '%s',
      '{}')
    """
        .formatted(RUN, "ab".repeat(32))
  };

  private final TestDatabase database;

  MigrationTest(TestEngine engine) {
    this.database = TestDatabase.empty(engine);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void twoNodesMayMigrateAtOnceAndAgain() throws Exception {
    List<MetadataStore> stores = List.of(database.store(), database.store());
    CompletableFuture<?> first = CompletableFuture.runAsync(stores.get(0)::migrate);
    CompletableFuture<?> second = CompletableFuture.runAsync(stores.get(1)::migrate);
    CompletableFuture.allOf(first, second).get(1, TimeUnit.MINUTES);

    stores.get(0).migrate();
    assertThat(new JdbiConfigRows(stores.get(1)).all()).isEmpty();
  }

  @Test
  void aSchemaOfANewerVersionIsRefused() {
    MetadataStore store = database.store();
    store.migrate();
    database.sql(
        """
        INSERT INTO flyway_schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        VALUES (99, '99', 'future', 'SQL', 'V99__future.sql', 'x', 1, 1)
        """);
    assertFails(store, ErrorCode.CONFIG_INVALID, "schema version 99");
  }

  @Test
  void aMigrationThatWasKilledHalfWayStartsOver() {
    MetadataStore store = database.store();
    store.migrate();
    database.sql(
        "DELETE FROM flyway_schema_history WHERE version >= 2",
        "DROP TABLE copy",
        "DROP TABLE encryption_key");
    store.migrate();
    assertThat(new JdbiBackupCatalog(store).series()).isEmpty();
  }

  @Test
  void whatTheVersionBeforeWroteIsKept() {
    MetadataStore store = database.store();
    migrateToVersion3(store);
    database.sql(ROWS_OF_VERSION_3);

    store.migrate();

    assertThat(new JdbiConfigRows(store).all()).hasSize(2);
    ConfigSnapshot config = ConfigSnapshot.of(new JdbiConfigRows(store).all());
    assertThat(config.servers()).extracting(Server::name).containsExactly("shop");
    assertThat(config.servers().get(0).dumpOptions()).isEqualTo(DumpOptionSet.NONE);
    Schedule nightly = config.schedule("nightly").orElseThrow();
    assertThat(nightly.spec())
        .isEqualTo(ScheduleParser.parse(SampleRows.schedule("nightly")).spec());
    Run run = new JdbiRunQueue(store).find(RUN).orElseThrow();
    assertThat(run.request()).isEqualTo(RunRequest.by("somebody (cli)"));
    Backup backup = new JdbiBackupCatalog(store).find("backup-1").orElseThrow();
    assertThat(backup.status()).isEqualTo(BackupStatus.SUCCEEDED);
    assertThat(backup.result())
        .isEqualTo(new DumpFacts(1000, "0123456789abcdef", 100, "ab".repeat(32), null, "{}"));
  }

  @Test
  void copiesOfTheVersionBeforeCountAsUnverified() {
    MetadataStore store = database.store();
    migrateToVersion3(store);
    database.sql(ROWS_OF_VERSION_3);
    database.sql(
        """
        INSERT INTO copy (id, backup_id, schedule, storage, server, scope, storage_id, object_key,
          upload_id, status, stored_at)
        VALUES ('copy-1', 'backup-1', 'nightly', 'disk', 'shop', 'crm', 'id', 'k', '', 'stored',
          UTC_TIMESTAMP(6))
        """,
        """
        INSERT INTO series_total (schedule, storage, server, scope)
        VALUES ('nightly', 'disk', 'shop', 'crm')
        """);

    store.migrate();

    assertThat(new JdbiVerifications(store).stored("disk")).isEqualTo(1);
    assertThat(new JdbiCatalogSummary(store).reached())
        .singleElement()
        .satisfies(reached -> assertThat(reached.newestId()).isEqualTo("backup-1"));
  }

  @Test
  void theFourthVersionStartsOverWhereSomeColumnsAreThere() {
    MetadataStore store = database.store();
    migrateToVersion3(store);
    database.sql(ROWS_OF_VERSION_3);
    store.migrate();
    database.sql(
        "DELETE FROM flyway_schema_history WHERE version >= 4",
        "UPDATE schedule SET mode = 'all'",
        "SET SESSION sql_mode = ''",
        "ALTER TABLE server DROP COLUMN dump_options",
        "ALTER TABLE run DROP COLUMN ticket, DROP COLUMN spec, DROP COLUMN for_node",
        "ALTER TABLE backup DROP COLUMN binlog_position",
        "DROP TABLE server_scan");

    store.migrate();

    ConfigSnapshot config = ConfigSnapshot.of(new JdbiConfigRows(store).all());
    assertThat(config.servers()).hasSize(1);
    assertThat(config.schedule("nightly").orElseThrow().spec().selection().mode())
        .as("what was there already")
        .isEqualTo(SelectionMode.ALL);
    assertThat(new JdbiRunQueue(store).find(RUN)).isPresent();
    assertThat(new JdbiBackupCatalog(store).find("backup-1")).isPresent();
  }

  @Test
  void theTwelfthVersionForgetsOnlyWhatWasStandardAndStartsOver() {
    MetadataStore store = database.store();
    store.migrateTo("11");
    database.sql(
        "INSERT INTO schedule (name, cron, parallel_dumps) VALUES ('one', '@daily', 1), ('three', '@daily', 3)");
    store.migrate();
    database.sql(
        "DELETE FROM flyway_schema_history WHERE version >= 12",
        "UPDATE schedule SET engine = 'native' WHERE name = 'three'");

    store.migrate();

    ConfigSnapshot config = ConfigSnapshot.of(new JdbiConfigRows(store).all());
    assertThat(new JdbiConfigRows(store).all())
        .extracting(row -> row.fields().get("parallel_dumps"))
        .containsExactlyInAnyOrder(null, "3");
    assertThat(config.schedule("three").map(schedule -> schedule.spec().engine()))
        .as("%s", config.problems())
        .contains(EngineChoice.NATIVE);
  }

  @Test
  void theSixthVersionStartsOverWhereverItWasKilled() {
    MetadataStore store = database.store();
    store.migrateTo("5");
    database.sql(
        """
        INSERT INTO audit_log (happened_at, actor, channel, action, kind, row_key, before_fields,
          after_fields)
        VALUES (UTC_TIMESTAMP(6), 'root', 'cli', 'add', 'server', 'shop', '{}', '{}')
        """);
    store.migrate();
    database.sql(
        "DELETE FROM flyway_schema_history WHERE version >= 6",
        "INSERT INTO user (id, name, password_hash, role, password_set_at, created_at, updated_at)"
            + " VALUES ('u', 'ada', 'h', 'admin', NOW(6), NOW(6), NOW(6))",
        "DROP TABLE login_failure",
        "DROP TABLE session",
        "ALTER TABLE audit_log DROP COLUMN address, DROP KEY audit_of_row, DROP KEY audit_of_actor,"
            + " DROP KEY audit_of_kind, DROP KEY audit_of_action, DROP KEY audit_when");

    store.migrate();

    assertThat(new JdbiUsers(store).find("ada")).isPresent();
    assertThat(new JdbiSessions(store).ofDigest("d")).isEmpty();
    assertThat(new JdbiAuditLog(store).latest(9))
        .singleElement()
        .satisfies(entry -> assertThat(entry.actor().address()).isNull());
  }

  private static void migrateToVersion3(MetadataStore store) {
    Flyway.configure(MigrationTest.class.getClassLoader())
        .dataSource(store.dataSource())
        .locations("classpath:db/migration")
        .target("3")
        .load()
        .migrate();
  }

  @Test
  void aDatabaseOfSomebodyElseIsLeftAlone() {
    database.sql("CREATE TABLE customer (id INT PRIMARY KEY)");
    assertFails(database.store(), ErrorCode.INTERNAL, "schema");
  }

  @Test
  void everyTableSaysItsCharsetAndEngine() {
    MetadataStore store = database.store();
    store.migrate();
    List<String> strange =
        store
            .jdbi()
            .withHandle(
                h ->
                    h.select(
                            """
                            SELECT table_name FROM information_schema.tables
                            WHERE table_schema = DATABASE()
                              AND table_name <> 'flyway_schema_history'
                              AND (engine <> 'InnoDB' OR table_collation <> 'utf8mb4_bin')
                            """)
                        .mapTo(String.class)
                        .list());
    assertThat(strange).isEmpty();
  }

  private static void assertFails(MetadataStore store, ErrorCode code, String words) {
    assertThatThrownBy(store::migrate)
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(words);
  }
}
