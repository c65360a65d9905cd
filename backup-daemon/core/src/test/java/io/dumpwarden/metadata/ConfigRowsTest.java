package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class ConfigRowsTest {

  private final TestDatabase database;
  private final JdbiConfigRows rows;

  ConfigRowsTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.rows = new JdbiConfigRows(database.store());
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void aChangeAndItsAuditEntryHoldTogetherOrNotAtAll() {
    JdbiAuditLog audit = new JdbiAuditLog(database.store());
    AuditEntry unfit =
        new AuditEntry(
            Instant.now(), Actor.SQL, "a".repeat(100), "server", "x", Map.of(), Map.of());
    assertThatThrownBy(
            () ->
                rows.together(
                    () -> {
                      rows.insert(ConfigKind.STORAGE, Map.of("name", "disk"));
                      audit.append(unfit);
                      return true;
                    }))
        .isInstanceOf(DumpwardenException.class);
    assertThat(rows.all()).isEmpty();
  }

  @Test
  void aPlainInsertGetsDefaultsInUtc() {
    database.sql(
        "INSERT INTO schedule (name, cron, servers, include_databases)"
            + " VALUES ('nightly', '0 3 * * *', 'shop', 'shop*')",
        "INSERT INTO server (name, flavor, host, username) VALUES ('shop', 'mysql', 'db1', 'bk')",
        "INSERT INTO storage (name, settings) VALUES ('local', 'path=/b')",
        "INSERT INTO retention_rule (schedule, storage) VALUES ('nightly', 'nowhere')");

    ConfigRow schedule = rows.find(ConfigKind.SCHEDULE, "nightly").orElseThrow();
    assertThat(schedule.fields())
        .containsEntry("zone", "UTC")
        .containsEntry("type", "daily")
        .containsEntry("compress_type", "zstd")
        .containsEntry("catch_up", "skip")
        .containsEntry("enabled", "true")
        .containsEntry("max_age", null);
    assertThat(schedule.version()).isEqualTo(1);
    assertThat(schedule.id()).hasSize(36);
    assertThat(schedule.createdAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    assertThat(schedule.updatedAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    assertThat(rows.find(ConfigKind.SERVER, "shop").orElseThrow().fields())
        .containsEntry("port", "3306")
        .containsEntry("tls_mode", "preferred")
        .containsEntry("protected", "false");
    assertThat(rows.find(ConfigKind.RETENTION_RULE, "nightly/nowhere").orElseThrow().fields())
        .containsEntry("min_copies", "1")
        .containsEntry("keep_forever", "false");
    assertThat(rows.all()).hasSize(4);
  }

  @Test
  void aRowComesBackAsItWasGiven() {
    Map<String, @Nullable String> fields = server("größe 🐬");
    fields.put("enabled", "false");
    fields.put("protected", "true");
    fields.put("restore_username", null);
    rows.insert(ConfigKind.SERVER, fields);

    ConfigRow row = rows.find(ConfigKind.SERVER, "größe 🐬").orElseThrow();
    assertThat(row.fields()).containsAllEntriesOf(fields);
    assertThat(row.fields().keySet()).containsExactlyElementsOf(ConfigKind.SERVER.columns());
    assertThat(rows.list(ConfigKind.SERVER)).containsExactly(row);
    assertThat(rows.find(ConfigKind.SERVER, "GRÖSSE 🐬")).isEmpty();
  }

  @Test
  void namesDifferByCase() {
    rows.insert(ConfigKind.SERVER, server("shop"));
    rows.insert(ConfigKind.SERVER, server("Shop"));
    assertThat(rows.list(ConfigKind.SERVER)).hasSize(2);
  }

  @Test
  void aStaleEditIsRefused() {
    rows.insert(ConfigKind.SERVER, server("shop"));
    ConfigRow seen = rows.find(ConfigKind.SERVER, "shop").orElseThrow();
    rows.update(ConfigKind.SERVER, "shop", seen.version(), Map.of("host", "db2"));

    assertFails(
        ErrorCode.CONFIG_CONFLICT,
        () -> rows.update(ConfigKind.SERVER, "shop", seen.version(), Map.of("host", "db3")));

    ConfigRow now = rows.find(ConfigKind.SERVER, "shop").orElseThrow();
    assertThat(now.fields()).containsEntry("host", "db2").containsEntry("port", "3307");
    assertThat(now.version()).isEqualTo(2);
    assertThat(now.id()).isEqualTo(seen.id());
    assertThat(now.updatedAt()).isAfter(seen.updatedAt());
  }

  @Test
  void whatIsNotThereCannotBeChanged() {
    assertFails(
        ErrorCode.NOT_FOUND, () -> rows.update(ConfigKind.SERVER, "x", 1, Map.of("host", "h")));
    assertFails(ErrorCode.NOT_FOUND, () -> rows.delete(ConfigKind.SERVER, "x"));
    rows.insert(ConfigKind.SERVER, server("shop"));
    rows.delete(ConfigKind.SERVER, "shop");
    assertThat(rows.list(ConfigKind.SERVER)).isEmpty();
  }

  @Test
  void aNameIsTakenOnlyOnce() {
    rows.insert(ConfigKind.SERVER, server("shop"));
    rows.insert(ConfigKind.SERVER, server("crm"));
    assertFails(ErrorCode.ALREADY_EXISTS, () -> rows.insert(ConfigKind.SERVER, server("shop")));
    assertFails(
        ErrorCode.ALREADY_EXISTS,
        () -> rows.update(ConfigKind.SERVER, "crm", 1, Map.of("name", "shop")));
  }

  @Test
  void columnsComeFromTheListAlone() {
    assertFails(
        ErrorCode.CONFIG_INVALID,
        () -> rows.insert(ConfigKind.SERVER, Map.of("name = 'x' --", "y")));
  }

  @Test
  void aValueThatDoesNotFitIsRefusedWithoutShowingSecrets() {
    Map<String, @Nullable String> fields = server("shop");
    fields.put("password", "obviously-fake-secret");
    fields.put("port", "many");
    DumpwardenException failure =
        catchThrowableOfType(
            DumpwardenException.class, () -> rows.insert(ConfigKind.SERVER, fields));
    assertThat(failure.code()).isEqualTo(ErrorCode.CONFIG_INVALID);
    StringWriter everything = new StringWriter();
    failure.printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString()).contains("port").doesNotContain("obviously-fake-secret");
  }

  private static Map<String, @Nullable String> server(String name) {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("flavor", "mariadb");
    fields.put("host", "db1");
    fields.put("port", "3307");
    fields.put("username", "backup");
    return fields;
  }

  private static void assertFails(ErrorCode code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
