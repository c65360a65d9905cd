package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drills of small backups, good and bad, into an embedded MariaDB and a scratch server. */
@Tag("long")
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
        "CREATE TABLE dc_shop.nothing (id INT PRIMARY KEY)",
        "CREATE VIEW dc_shop.words AS SELECT word FROM dc_shop.orders",
        "CREATE TRIGGER dc_shop.tidy BEFORE INSERT ON dc_shop.orders FOR EACH ROW SET NEW.word = ''",
        "CREATE PROCEDURE dc_shop.twice() SELECT 2");
    CLI.given(
        "storage", "add", "dc-disk", "--type", "local", "--path", "" + CLI.folder().resolve("dc"));
    server("dc");
    server("dc-scratch");
    server("dc-protected", "--protected");
  }

  /** Others name this engine by its address, and are not to find it protected. */
  @AfterAll
  static void removeTheProtectedOne() {
    CLI.given("server", "remove", "dc-protected", "--yes");
  }

  private static void server(String name, String... more) {
    List<String> line = new ArrayList<>(List.of("server", "add", name, "--flavor", "mariadb"));
    line.addAll(List.of("--host", SOURCE.host(), "--port", "" + SOURCE.port()));
    line.addAll(List.of("--user", SOURCE.rootUser(), "--password-stdin"));
    line.addAll(List.of(more));
    Outcome outcome = CLI.run(SOURCE.rootPassword(), Map.of(), line.toArray(String[]::new));
    assertThat(outcome.exit()).as("" + outcome).isZero();
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    assertThat(throwaways()).isEmpty();
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(p -> p.info().commandLine().orElse("").contains(CLI.folder() + "/data/tmp"));
    try (var connection = SOURCE.connect();
        var rows =
            connection.createStatement().executeQuery("SHOW DATABASES LIKE '\\_dumpwarden%'")) {
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aGoodBackupIsProvenWithEverythingInIt() {
    String id = backup();

    Outcome outcome = CLI.run("drill", id, "--assert", "SELECT COUNT(*) FROM orders = 3", "--json");

    assertThat(outcome.exit()).as("" + outcome).isZero();
    JsonNode drill = outcome.json();
    assertThat(drill.get("status").asText()).isEqualTo("succeeded");
    assertThat(drill.get("recoverySeconds").asDouble()).isPositive();
    assertThat(drill.get("result").get("tables"))
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"database\":\"dc_shop\",\"table\":\"nothing\",\"dumped\":0,\"rows\":0,\"check\":\"OK\"}",
            "{\"database\":\"dc_shop\",\"table\":\"orders\",\"dumped\":3,\"rows\":3,\"check\":\"OK\"}");
    assertThat(drill.get("result").get("assertions").get(0).get("holds").asBoolean()).isTrue();
    String shown = CLI.run("drills", "show", drill.get("id").asText()).out();
    assertThat(shown).contains("succeeded", "recovery time:", "orders", "holds");
    assertThat(CLI.run("drills").out()).contains(drill.get("id").asText());
  }

  @Test
  void aScratchServerIsLeftAsItWas() {
    String id = backup();

    Outcome refused = CLI.run("drill", id, "--scratch", "dc-scratch");
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.out()).contains("is the one that backup", "--allow-source");
    assertThat(CLI.run("drill", id, "--scratch", "dc-protected", "--allow-source").out())
        .contains("is protected");

    Outcome outcome =
        CLI.run(
            "drill",
            id,
            "--scratch",
            "dc-scratch",
            "--allow-source",
            "--json",
            "--assert",
            "dc_shop: SELECT COUNT(*) FROM orders = 3");

    assertThat(outcome.exit()).as("" + outcome).isZero();
    assertThat(outcome.json().get("scratch").asText()).isEqualTo("dc-scratch");
    Outcome qualified =
        CLI.run(
            "drill",
            id,
            "--scratch",
            "dc-scratch",
            "--allow-source",
            "--assert",
            "SELECT COUNT(*) FROM dc_shop.orders = 3");
    assertThat(qualified.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(qualified.out()).contains("database dc_shop has another name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT COUNT(*) FROM orders > 3 | does not hold: it is 3",
        "SELECT MAX(id) FROM nothing | does not hold: it is null",
        "SELECT COUNT(*) FROM nowhere | nowhere' doesn't exist",
        "SELECT id FROM orders | cannot be asked: Subquery returns more than 1 row",
        "SELECT FROM WHERE | cannot be asked: You have an error in your SQL syntax"
      })
  void anAssertionThatDoesNotHoldFailsTheDrill(String assertion, String words) {
    Outcome outcome =
        CLI.run(
            "drill", backup(), "--assert", assertion, "--scratch", "dc-scratch", "--allow-source");

    assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).contains("failed", words);
  }

  @Test
  void anAssertionThatIsNoQuestionIsWrongUsage() {
    Outcome outcome = CLI.run("drill", "any", "--assert", "DROP TABLE orders");

    assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("--assert: 'DROP TABLE orders' is no SELECT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE FROM orders WHERE id = 3 | table dc_shop.orders has 2 rows, the dump inserts 3",
        "DROP TABLE nothing | table nothing of dc_shop is not there",
        "DROP VIEW words | view words of dc_shop is not there",
        "DROP TRIGGER tidy | trigger tidy of dc_shop is not there",
        "DROP PROCEDURE twice | routine twice of dc_shop is not there",
        "ALTER TABLE orders DROP COLUMN word | view dc_shop.words does not open",
        "SELECT nothing FROM nowhere | nowhere' doesn't exist"
      })
  void aDumpThatLosesSomethingIsFoundOut(String statement, String words) throws Exception {
    String id =
        TamperedBackup.of(
            CLI, backup(), sql -> beforeTheEnd(sql, "USE dc_shop;\n" + statement + ";\n"));

    Outcome outcome = CLI.run("drill", id);

    assertThat(outcome.exit()).as("" + outcome).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).contains("failed", words);
  }

  @Test
  void aTableThatIsDamagedIsFoundOut() throws Exception {
    String damage =
        """
        USE dc_shop;
        CREATE TABLE wrong (id INT PRIMARY KEY);
        INSERT INTO wrong VALUES (900);
        CREATE TABLE parts (id INT PRIMARY KEY) PARTITION BY RANGE (id)
          (PARTITION low VALUES LESS THAN (100), PARTITION high VALUES LESS THAN (1000));
        ALTER TABLE parts EXCHANGE PARTITION low WITH TABLE wrong WITHOUT VALIDATION;
        """;
    String id = TamperedBackup.of(CLI, backup(), sql -> beforeTheEnd(sql, damage));

    Outcome outcome = CLI.run("drill", id);

    assertThat(outcome.exit()).as("" + outcome).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).contains("CHECK TABLE of dc_shop.parts says");
  }

  @Test
  void aDumpWithoutItsEndIsFoundOut() throws Exception {
    String id =
        TamperedBackup.of(
            CLI, backup(), sql -> sql.substring(0, sql.lastIndexOf("-- Dump completed")));

    Outcome outcome = CLI.run("drill", id);

    assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).contains("does not end with its end marker");
  }

  @Test
  void aDumpThatIsNotTheOneOfItsManifestIsFoundOut() throws Exception {
    UnaryOperator<String> longer = sql -> beforeTheEnd(sql, "-- one more line\n");
    String id = TamperedBackup.ofBytesAlone(CLI, backup(), longer);

    Outcome outcome = CLI.run("drill", id);

    assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).contains("bytes of SQL, and its manifest says");
  }

  @Test
  void aThrowawayThatDiesFailsTheDrillAndLeavesNothing() throws Exception {
    String id = backup();
    CompletableFuture<Outcome> drill =
        CompletableFuture.supplyAsync(
            () -> CLI.run("drill", id, "--assert", "SELECT SLEEP(120) = 0"));

    ProcessHandle server =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(DrillCommandTest::loadedServer, found -> found != null);
    server.destroyForcibly();

    Outcome outcome = drill.get();
    assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).contains("failed", "why: ");
  }

  @Test
  void theReportTellsAllOfIt() throws Exception {
    String id = backup();
    assertThat(CLI.run("drill", id, "--scratch", "dc-scratch", "--allow-source").exit()).isZero();
    CLI.run(
        "drill",
        id,
        "--scratch",
        "dc-scratch",
        "--allow-source",
        "--assert",
        "SELECT '<script>alert(1)</script>' = 'x'");
    Path page = CLI.folder().resolve("report.html");
    String[] span = {"report", "--from", "2026-01-01", "--to", "2999-01-01", "--server", "dc"};
    List<String> line = new ArrayList<>(List.of(span));
    line.addAll(List.of("--format", "html", "--output", page.toString()));

    assertThat(CLI.run(line.toArray(String[]::new)).exit()).isZero();
    Outcome again = CLI.run(line.toArray(String[]::new));

    assertThat(again.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err()).contains("is there already");
    assertThat(Files.readString(page))
        .contains("dc_shop", "&lt;script&gt;alert(1)&lt;/script&gt;", "Restore drills")
        .doesNotContain("<script", "http://", "https://", "src=");
    JsonNode json = CLI.run(span).json();
    assertThat(json.get("backups").get(0).get("scope").asText()).isEqualTo("dc_shop");
    assertThat(json.get("drills")).isNotEmpty();
    assertThat(json.get("recoveryTimes").get(0).get("server").asText()).isEqualTo("dc");
    assertThat(json.get("retention").get(0).get("rule").asText()).contains("for 90d");
    Outcome wrong = CLI.run("report", "--from", "yesterday", "--to", "2999-01-01");
    assertThat(wrong.exit()).isEqualTo(ExitCode.USAGE);
  }

  /** Where the throwaway of a drill at work has the table, which comes with the load. */
  private static ProcessHandle loadedServer() throws IOException {
    for (Path folder : throwaways()) {
      if (Files.exists(folder.resolve("data/dc_shop/orders.ibd"))) {
        return ProcessHandle.allProcesses()
            .filter(p -> p.info().commandLine().orElse("").contains("--datadir=" + folder))
            .findFirst()
            .orElse(null);
      }
    }
    return null;
  }

  private static List<Path> throwaways() throws IOException {
    try (Stream<Path> folders = Files.walk(CLI.folder().resolve("data/tmp"), 2)) {
      return folders.filter(f -> f.getFileName().toString().startsWith("drill-")).toList();
    }
  }

  private static String beforeTheEnd(String sql, String more) {
    int end = sql.lastIndexOf("-- Dump completed");
    return sql.substring(0, end) + more + sql.substring(end);
  }

  /** Whose text can be tampered with: there are no frames of rows in it. */
  private static String backup() {
    Outcome outcome =
        CLI.run(
            "backup",
            "single",
            "--server",
            "dc",
            "--database",
            "dc_shop",
            "--storage",
            "dc-disk",
            "--engine",
            "mysqldump",
            "--compress-type",
            "none",
            "--json");
    assertThat(outcome.exit()).as("" + outcome).isZero();
    return outcome.json().get("backups").get(0).get("id").asText();
  }
}
