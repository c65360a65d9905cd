package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code server scan}, against a real server. */
class LiveScanCommandTest {

  private static final String PASSWORD = "test-password-scan";

  private static SourceEngine engine;

  private final Cli cli = Cli.shared();

  @BeforeAll
  static void account() throws SQLException {
    engine = Engines.shared(TestEngine.MARIADB_11_4);
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE scanned_shop");
      statement.execute("CREATE TABLE scanned_shop.orders (id INT PRIMARY KEY)");
      statement.execute("CREATE VIEW scanned_shop.seen AS SELECT id FROM scanned_shop.orders");
      statement.execute("CREATE DATABASE scanned_crm");
      statement.execute("CREATE USER scan_backup IDENTIFIED BY '" + PASSWORD + "'");
      statement.execute("GRANT SELECT, SHOW VIEW ON `scanned%`.* TO scan_backup");
    }
  }

  @Test
  void showsWhatThereIsAndWhatNoScheduleProtects() {
    disableSchedulesOfOtherTests();
    add("scan-a", engine.port());
    cli.given("storage", "add", "scan-st", "--type", "s3", "--bucket", "backups");
    cli.given(
        "schedule",
        "add",
        "scan-sc",
        "--cron",
        "@daily",
        "--servers",
        "scan-a",
        "--databases",
        "scanned_s*");
    cli.given("retention", "add", "--schedule", "scan-sc", "--storage", "scan-st", "--keep", "1d");

    Outcome outcome = cli.run("server", "scan", "scan-a", "--json");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    JsonNode scan = outcome.json().get(0);
    assertThat(scan.get("server").asText()).isEqualTo("scan-a");
    assertThat(scan.get("flavor").asText()).isEqualTo("mariadb");
    assertThat(scan.get("stored").asBoolean()).isFalse();
    assertThat(scan.get("error").isNull()).isTrue();
    assertThat(scan.get("unprotected")).hasSize(1);
    assertThat(scan.get("unprotected").get(0).asText()).isEqualTo("scanned_crm");
    assertThat(scan.get("accessHint").asText()).startsWith("GRANT SELECT ON `mysql`.*");
    JsonNode shop = scan.get("databases").get(1);
    assertThat(fields(shop))
        .containsExactly(
            "name",
            "bytes",
            "tables",
            "views",
            "routines",
            "events",
            "triggers",
            "sequences",
            "userCount",
            "users",
            "lastBackupAt",
            "lastBackupAgeSeconds",
            "schedules");
    assertThat(shop.get("name").asText()).isEqualTo("scanned_shop");
    assertThat(shop.get("tables").asInt()).isEqualTo(1);
    assertThat(shop.get("views").asInt()).isEqualTo(1);
    assertThat(shop.get("userCount").isNull()).isTrue();
    assertThat(shop.get("lastBackupAt").isNull()).isTrue();
    assertThat(shop.get("schedules").get(0).asText()).isEqualTo("scan-sc");
    assertThat(cli.run("server", "scan", "scan-a").out())
        .contains("scan-a: mariadb ", "never", "no schedule protects: scanned_crm")
        .doesNotContain("as it was");
  }

  @Test
  void theLastScanIsShownWithoutAConnection() {
    add("scan-b", engine.port());
    assertThat(cli.run("server", "scan", "scan-b", "--last").exit()).isEqualTo(1);
    assertThat(cli.run("server", "scan", "scan-b").exit()).isZero();
    cli.given("server", "edit", "scan-b", "--port", "1");

    Outcome last = cli.run("server", "scan", "scan-b", "--last", "--json");
    Outcome away = cli.run("server", "scan", "scan-b");

    assertThat(last.exit()).as(last.err()).isZero();
    assertThat(last.json().get(0).get("stored").asBoolean()).isTrue();
    assertThat(last.json().get(0).get("ageSeconds").asLong()).isNotNegative();
    assertThat(last.json().get(0).get("databases")).hasSize(2);
    assertThat(away.exit()).isEqualTo(1);
    assertThat(away.out())
        .contains("error: scan-b: ", "(server-unreachable)", ", as it was ", "scanned_shop")
        .doesNotContain(PASSWORD);
  }

  @Test
  void anUnknownServerStopsItBeforeTheFirstIsAsked() {
    add("scan-c", engine.port());

    Outcome outcome = cli.run("server", "scan", "scan-c", "scan-x");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("there is no server 'scan-x'");
  }

  private static List<String> fields(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** Some are for every server. */
  private void disableSchedulesOfOtherTests() {
    for (JsonNode schedule : cli.run("schedule", "list", "--json").json()) {
      cli.given("schedule", "edit", schedule.get("name").asText(), "--disabled");
    }
  }

  private void add(String name, int port) {
    Outcome outcome =
        cli.run(
            PASSWORD,
            Map.of(),
            "server",
            "add",
            name,
            "--flavor",
            "mariadb",
            "--host",
            engine.host(),
            "--port",
            Integer.toString(port),
            "--user",
            "scan_backup",
            "--password-stdin");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }
}
