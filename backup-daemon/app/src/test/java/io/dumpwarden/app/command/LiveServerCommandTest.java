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
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands that connect to a server, against a real one. */
class LiveServerCommandTest {

  private static final String PASSWORD = "test-password-live";

  private static SourceEngine engine;

  private final Cli cli = Cli.shared();

  @BeforeAll
  static void account() throws SQLException {
    engine = Engines.shared(TestEngine.MARIADB_11_4);
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE cli_shop");
      statement.execute("CREATE TABLE cli_shop.orders (id INT PRIMARY KEY) ENGINE = InnoDB");
      statement.execute("CREATE TABLE cli_shop.notes (id INT PRIMARY KEY) ENGINE = MyISAM");
      statement.execute("CREATE DATABASE cli_crm");
      statement.execute("CREATE USER cli_backup IDENTIFIED BY '" + PASSWORD + "'");
      statement.execute("GRANT SELECT, SHOW VIEW ON cli_shop.* TO cli_backup");
      statement.execute("GRANT SELECT, SHOW VIEW ON cli_crm.* TO cli_backup");
    }
  }

  @Test
  void testShowsWhatABackupWouldMeet() {
    add("live", "mariadb", PASSWORD);

    Outcome outcome = cli.run("server", "test", "live", "--json");

    JsonNode json = outcome.json();
    assertThat(outcome.exit()).as(outcome.out()).isZero();
    assertThat(json.get("ok").asBoolean()).isTrue();
    assertThat(json.get("flavor").asText()).isEqualTo("mariadb");
    assertThat(json.get("version").asText()).isEqualTo(engine.version());
    assertThat(json.get("databases").findValuesAsText("name"))
        .containsExactlyInAnyOrder("cli_shop", "cli_crm");
    assertThat(json.get("databases").get(1).get("bytes").asLong()).isPositive();
    assertThat(json.get("dumpTool").get("path").asText()).isNotBlank();
    assertThat(cli.run("server", "test", "live").out())
        .contains("ok       connect: cli_backup@127.0.0.1:")
        .contains("warning  database cli_shop: may change while it is dumped: notes")
        .contains("warning  database cli_shop: triggers of cli_shop may be missing in a dump")
        .contains("hint: run GRANT TRIGGER ON `cli_shop`.* TO 'cli_backup'@'%';")
        .contains("ok       dump tool: ")
        .contains("tls: ")
        .doesNotContain(PASSWORD);
  }

  @Test
  void testFailsWithAHintWhereThePasswordIsWrong() {
    add("live-denied", "mariadb", "test-password-wrong");

    Outcome outcome = cli.run("server", "test", "live-denied");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("error    connect: ")
        .contains("(access-denied)")
        .contains("hint: check user, password and grants")
        .doesNotContain("test-password-wrong");
  }

  @Test
  void dumpOptionsShowTheCommandOfAServer() {
    add("live-options", "mariadb", PASSWORD);

    Outcome outcome = cli.run("dump-options", "show", "--server", "live-options", "--json");

    JsonNode json = outcome.json();
    assertThat(outcome.exit()).as(outcome.out()).isZero();
    assertThat(json.get("command").asText())
        .startsWith("native engine --connections=")
        .contains(": DATABASE from ");
    assertThat(json.get("dropped").isEmpty()).isTrue();
    assertThat(outcome.out()).doesNotContain(PASSWORD, "cli_backup");
    assertThat(cli.run("dump-options", "show", "--server", "live-nope").exit()).isEqualTo(1);
  }

  @Test
  void dumpOptionsListTheTable() {
    assertThat(cli.run("dump-options", "list", "--json").json().findValuesAsText("name"))
        .contains("max-allowed-packet", "single-transaction");
    assertThat(cli.run("dump-options", "list").out())
        .contains("zstd-compression-level", "a whole number from 1 to 22", "mysql 8.0.18");
  }

  @Test
  void testFailsWhereTheFlavorIsAnother() {
    add("live-flavor", "mysql", PASSWORD);

    Outcome outcome = cli.run("server", "test", "live-flavor");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).contains("error    version: ").contains("change the server's flavor");
  }

  @Test
  void scheduleTestShowsWhatIsSelected() {
    add("live-sel", "mariadb", PASSWORD);
    cli.given("storage", "add", "live-st", "--type", "s3", "--bucket", "backups");
    cli.given(
        "schedule",
        "add",
        "live-sc",
        "--cron",
        "@daily",
        "--servers",
        "live-sel",
        "--databases",
        "cli_s*,cli_nope");
    cli.given("retention", "add", "--schedule", "live-sc", "--storage", "live-st", "--keep", "1d");

    Outcome outcome = cli.run("schedule", "test", "live-sc", "--json");

    assertThat(outcome.exit()).as(outcome.out()).isZero();
    JsonNode server = outcome.json().get("servers").get(0);
    assertThat(server.get("name").asText()).isEqualTo("live-sel");
    assertThat(server.get("databases")).hasSize(1);
    assertThat(server.get("databases").get(0).asText()).isEqualTo("cli_shop");
    assertThat(outcome.out()).contains("has no database cli_nope");
  }

  private void add(String name, String flavor, String password) {
    Outcome outcome =
        cli.run(
            password,
            Map.of(),
            "server",
            "add",
            name,
            "--flavor",
            flavor,
            "--host",
            engine.host(),
            "--port",
            Integer.toString(engine.port()),
            "--user",
            "cli_backup",
            "--password-stdin");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }
}
