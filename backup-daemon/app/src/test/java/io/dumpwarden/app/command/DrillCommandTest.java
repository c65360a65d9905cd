package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drills of small backups into an embedded MariaDB. */
class DrillCommandTest {

  private static final Cli CLI = Cli.shared();
  private static final SourceEngine SOURCE = Engines.shared(TestEngine.MARIADB_11_4);

  @BeforeAll
  static void make() throws Exception {
    NastyScene.execute(
        SOURCE,
        "CREATE DATABASE dc_shop",
        "CREATE TABLE dc_shop.orders (id INT PRIMARY KEY, word TEXT)",
        "INSERT INTO dc_shop.orders VALUES (1, 'it''s; (2)'), (2, NULL), (3, ')')",
        "CREATE TABLE dc_shop.nothing (id INT PRIMARY KEY)");
    CLI.given(
        "storage", "add", "dc-disk", "--type", "local", "--path", "" + CLI.folder().resolve("dc"));
    List<String> line = new ArrayList<>(List.of("server", "add", "dc", "--flavor", "mariadb"));
    line.addAll(List.of("--host", SOURCE.host(), "--port", "" + SOURCE.port()));
    line.addAll(List.of("--user", SOURCE.rootUser(), "--password-stdin"));
    assertThat(CLI.run(SOURCE.rootPassword(), Map.of(), line.toArray(String[]::new)).exit())
        .isZero();
  }

  @Test
  void aGoodBackupIsProven() {
    String id = backup("dc_shop");

    Outcome outcome = CLI.run("drill", id, "--assert", "SELECT COUNT(*) FROM orders = 3", "--json");

    assertThat(outcome.exit()).as("" + outcome).isZero();
    JsonNode drill = outcome.json();
    assertThat(drill.get("status").asText()).isEqualTo("succeeded");
    assertThat(drill.get("recoverySeconds").asDouble()).isPositive();
    System.out.println(outcome.out());
    System.out.println(CLI.run("drills").out());
    System.out.println(CLI.run("drills", "show", drill.get("id").asText()).out());
  }

  @Test
  void reportsWhatWasDone() throws Exception {
    String id = backup("dc_shop");
    CLI.run("drill", id);
    CLI.run("drill", id, "--assert", "SELECT '<script>alert(1)</script>' = 'x'");
    CLI.run("drill", id, "--assert", "SELECT COUNT(*) FROM nowhere");
    java.nio.file.Path page = CLI.folder().resolve("report.html");
    Outcome outcome =
        CLI.run(
            "report", "--from", "2026-01-01", "--to", "2027-01-01", "--format", "html", "--output",
            "" + page, "--force");
    assertThat(outcome.exit()).as("" + outcome).isZero();
    java.nio.file.Files.copy(page, java.nio.file.Path.of("/tmp/report-drill.html"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    System.out.println(CLI.run("report", "--from", "2026-01-01", "--to", "2027-01-01").out());
  }

  private static String backup(String database) {
    Outcome outcome =
        CLI.run(
            "backup", "single", "--server", "dc", "--database", database, "--storage", "dc-disk",
            "--json");
    assertThat(outcome.exit()).as("" + outcome).isZero();
    return outcome.json().get("backups").get(0).get("id").asText();
  }
}
