package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Backups that somebody asks for, of a real server into a real folder. */
@Timeout(120)
class BackupCommandTest {

  private static final List<String> DATABASES =
      List.of(
          "bc_shop",
          "bc_shop_dmart",
          "bc_shop_secondary_1",
          "bc_crm",
          "bc_crm_temp",
          "bc_a,b",
          "bc_m*",
          "bc_.. /x");

  private static final Cli CLI = Cli.shared();
  private static final Path DISK = CLI.folder().resolve("bc-disk");

  @BeforeAll
  static void source() throws Exception {
    SourceEngine engine = Engines.shared(TestEngine.MARIADB_11_4);
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER bc_backup IDENTIFIED BY 'test-password'");
      for (String name : DATABASES) {
        statement.execute("CREATE DATABASE `" + name + "`");
        statement.execute("CREATE TABLE `" + name + "`.t (id INT PRIMARY KEY, v TEXT)");
        statement.execute("INSERT INTO `" + name + "`.t VALUES (1, REPEAT('x', 5000))");
        String granted = name.replace("_", "\\_");
        statement.execute("GRANT ALL ON `" + granted + "`.* TO bc_backup");
      }
      statement.execute("GRANT SHOW CREATE ROUTINE ON *.* TO bc_backup");
    }
    CLI.given("storage", "add", "bc-disk", "--type", "local", "--path", DISK.toString());
    CLI.given(
        "server",
        "add",
        "bc",
        "--flavor",
        "mariadb",
        "--host",
        engine.host(),
        "--port",
        Integer.toString(engine.port()),
        "--user",
        "bc_backup",
        "--password-stdin");
  }

  @Test
  void singleBacksUpOneDatabase() {
    Outcome outcome = backup("single", "--database", "bc_shop", "--json");

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    JsonNode backup = outcome.json().get("backups").get(0);
    assertThat(outcome.json().get("backups")).hasSize(1);
    assertThat(backup.get("databases").get(0).asText()).isEqualTo("bc_shop");
    assertThat(backup.get("status").asText()).isEqualTo("succeeded");
    assertThat(backup.get("type").asText()).isEqualTo("manual");
    assertThat(backup.get("sha256").asText()).hasSize(64);
    String key = backup.get("copies").get(0).get("key").asText();
    assertThat(DISK.resolve(key)).exists();
    assertThat(outcome.json().get("run").get("schedule").asText()).isEqualTo("manual");
    assertThat(outcome.json().get("run").get("trigger").asText()).isEqualTo("cli");
  }

  @Test
  void companionsComeWithTheSingleOne() {
    assertThat(databases("single", "--database", "bc_shop", "--companions"))
        .containsExactlyInAnyOrder(List.of("bc_shop"), List.of("bc_shop_dmart"));
  }

  @Test
  void filterTakesNamesPatternsAndAFile() throws Exception {
    Path file = Files.writeString(CLI.folder().resolve("bc-names"), "bc_crm\n# no more\n");

    assertThat(
            databases(
                "filter",
                "--db",
                "bc_shop*",
                "--db",
                "bc_a,b",
                "--db-file",
                file.toString(),
                "--exclude-db",
                "*_dmart",
                "--mode",
                "multi-file"))
        .containsExactlyInAnyOrder(
            List.of("bc_shop"),
            List.of("bc_shop_secondary_1"),
            List.of("bc_a,b"),
            List.of("bc_crm"));
  }

  @Test
  void namesThatWouldStarOrClimbAreOnlyNames() {
    assertThat(databases("filter", "--db", "bc_m\\*", "--db", "bc_.. /x"))
        .containsExactlyInAnyOrder(List.of("bc_m*"), List.of("bc_.. /x"));
    assertThat(databases("single", "--database", "bc_m*")).containsExactly(List.of("bc_m*"));
  }

  @Test
  void aSingleFileHoldsThemAll() {
    assertThat(databases("filter", "--db", "bc_shop", "--db", "bc_crm", "--mode", "single-file"))
        .singleElement()
        .asList()
        .containsExactlyInAnyOrder("bc_shop", "bc_crm");
  }

  @Test
  void primaryAndSecondaryAreToldApartByTheirNames() {
    assertThat(databases("primary", "--prefix", "bc_shop")).containsExactly(List.of("bc_shop"));
    assertThat(databases("secondary", "--prefix", "bc_"))
        .containsExactly(List.of("bc_shop_secondary_1"));
    assertThat(databases("primary", "--prefix", "bc_crm", "--companions"))
        .containsExactlyInAnyOrder(List.of("bc_crm"), List.of("bc_crm_temp"));
  }

  @Test
  void allIsOneFileAndSeparatedOneEach() throws Exception {
    Path excluded = Files.writeString(CLI.folder().resolve("bc-excluded"), "bc_m\\*\nbc_a,b\n");

    assertThat(databases("all", "--exclude-db-file", excluded.toString()))
        .singleElement()
        .asList()
        .containsExactlyInAnyOrder(
            "bc_shop", "bc_shop_dmart", "bc_shop_secondary_1", "bc_crm", "bc_crm_temp", "bc_.. /x");
    assertThat(databases("separated", "--exclude-db", "bc_shop*"))
        .containsExactlyInAnyOrder(
            List.of("bc_crm"),
            List.of("bc_crm_temp"),
            List.of("bc_a,b"),
            List.of("bc_m*"),
            List.of("bc_.. /x"));
  }

  @Test
  void namesThatDoNotExistAreListed() {
    long before = files();

    Outcome outcome = backup("filter", "--db", "bc_shop", "--db", "bc_shpo", "--db", "zzzzzzzzz");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("server bc has no database bc_shpo (did you mean 'bc_shop'?), zzzzzzzzz")
        .contains("(not-found)");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void nothingSelectedIsAnError() {
    Outcome outcome = backup("filter", "--db", "bc_zz*");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("(no-databases)").contains("nothing is selected");
  }

  @Test
  void aScriptIsNeverAsked() {
    assertUsage("name the databases by --db or --db-file", "filter");
    assertUsage("name the database by --database", "single");
    assertUsage("--ask asks a person", "single", "--database", "bc_shop", "--ask");
  }

  @Test
  void whatDoesNotFitIsAUsageErrorInTheWordsOfTheOptions() {
    assertUsage("--mode: 'both' is none of", "filter", "--db", "bc_shop", "--mode", "both");
    assertUsage("--filename: '../up' is not", "all", "--filename", "../up");
    assertUsage("--parallel: '0' is not", "separated", "--parallel", "0");
    assertUsage("--compress-type: 'rar' is none of", "all", "--compress-type", "rar");
    assertUsage("--exclude-table: 'log' is not a table", "all", "--exclude-table", "log");
    assertUsage("there is no engine 'native'", "all", "--engine", "native");
    assertUsage("--include-system contradicts", "all", "--include-system", "--exclude-system");
    assertUsage("--output-dir contradicts", "all", "--output-dir", "x");
    assertUsage("there is no file", "filter", "--db-file", "/nowhere");
    assertUsage("--db: mysql is the server's own", "filter", "--db", "mysql");
    assertUsage("--ticket: 'a b' is no ticket", "all", "--ticket", "a b");
  }

  @Test
  void unknownServersAndStoragesAreNamedWithTheNearest() {
    Outcome server = CLI.run("backup", "all", "--server", "bcc");
    assertThat(server.exit()).isEqualTo(1);
    assertThat(server.err()).contains("there is no enabled server 'bcc', did you mean 'bc'");
    Outcome storage = CLI.run("backup", "all", "--server", "bc", "--storage", "bc-disc");
    assertThat(storage.exit()).isEqualTo(1);
    assertThat(storage.err()).contains("no enabled storage 'bc-disc', did you mean 'bc-disk'");
  }

  @Test
  void aDryRunShowsEverythingAndWritesNothing() {
    long files = files();
    int runs = CLI.run("runs", "--server", "bc", "--limit", "1000", "--json").json().size();

    Outcome outcome =
        backup("separated", "--exclude-db", "bc_?,*", "--ticket", "T-1", "--dry-run", "--json");
    Outcome text = backup("all", "--exclude-data", "--filename", "nightly", "--dry-run");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    JsonNode preview = outcome.json().get("previews").get(0);
    assertThat(preview.get("server").asText()).isEqualTo("bc");
    assertThat(preview.get("ticket").asText()).isEqualTo("T-1");
    assertThat(preview.get("files")).hasSize(DATABASES.size() - 1);
    assertThat(preview.get("files").get(0).get("key").asText()).endsWith("_T-1.sql.zst");
    assertThat(preview.get("storages").get(0).asText()).isEqualTo("bc-disk");
    assertThat(preview.get("estimatedBytes").asLong()).isPositive();
    assertThat(text.exit()).isZero();
    assertThat(text.out())
        .contains("bc/manual/all/nightly_")
        .contains("structure only")
        .contains("retention would remove nothing afterwards")
        .contains("dry run: nothing was written");
    assertThat(files()).isEqualTo(files);
    assertThat(CLI.run("runs", "--server", "bc", "--limit", "1000", "--json").json()).hasSize(runs);
  }

  @Test
  void theResultIsATableOfFiles() {
    Outcome outcome = backup("single", "--database", "bc_crm", "--ticket", "OPS-7");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("on bc, ticket OPS-7: succeeded")
        .contains("FILE")
        .contains("RATIO")
        .contains("WHERE")
        .containsPattern("bc/manual/bc_crm/bc_crm_\\S+_OPS-7\\.sql\\.zst +succeeded")
        .contains("bc-disk");
    assertThat(CLI.run("runs", "--server", "bc", "--limit", "1000").out()).contains("OPS-7");
  }

  @Test
  void compressionAndNameAreAsAskedFor() {
    Outcome outcome =
        backup(
            "single",
            "--database",
            "bc_crm",
            "--compress-type",
            "gzip",
            "--compress-level",
            "1",
            "--filename",
            "before-upgrade",
            "--json");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    JsonNode copy = outcome.json().get("backups").get(0).get("copies").get(0);
    assertThat(copy.get("key").asText())
        .startsWith("bc/manual/bc_crm/before-upgrade_")
        .endsWith(".sql.gz");
  }

  @Test
  void aTicketMayBeRequired() {
    CLI.given("setting", "set", "ticket_required", "yes");
    try {
      Outcome refused = backup("single", "--database", "bc_crm", "--dry-run");
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains("give it by --ticket");
      Outcome run = CLI.run("run", "any", "--wait");
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains("give it by --ticket");
      assertThat(backup("single", "--database", "bc_crm", "--ticket", "T1", "--dry-run").exit())
          .isZero();
    } finally {
      CLI.given("setting", "unset", "ticket_required");
    }
  }

  @Test
  void twoAtATimeBothRun() throws Exception {
    CLI.given("server", "edit", "bc", "--max-concurrent-runs", "2");
    List<Outcome> outcomes = new ArrayList<>();
    List<Thread> threads =
        Stream.of("bc_shop", "bc_crm")
            .map(
                name ->
                    new Thread(
                        () -> {
                          Outcome outcome = backup("single", "--database", name, "--json");
                          synchronized (outcomes) {
                            outcomes.add(outcome);
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(outcomes).extracting(Outcome::exit).containsExactly(0, 0);
  }

  @Test
  void aScheduleShowsWhatItsRunWouldDo() {
    CLI.given(
        "schedule",
        "add",
        "bc-sched",
        "--type",
        "manual",
        "--servers",
        "bc",
        "--databases",
        "bc_shop,bc_none",
        "--exclude-tables",
        "*.log");
    CLI.given("retention", "add", "--schedule", "bc-sched", "--storage", "bc-disk", "--keep", "1d");

    Outcome outcome = CLI.run("run", "bc-sched", "--dry-run", "--ticket", "T2", "--json");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    JsonNode preview = outcome.json().get("previews").get(0);
    assertThat(preview.get("files")).hasSize(1);
    assertThat(preview.get("warnings").get(0).asText()).contains("bc_none");
    assertThat(CLI.run("run", "bc-sched", "--dry-run").out())
        .contains("without tables *.log")
        .contains("dry run: nothing was written");
    assertThat(CLI.run("runs", "--schedule", "bc-sched", "--json").json()).isEmpty();
  }

  private static List<List<String>> databases(String mode, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--json");
    Outcome outcome = backup(mode, all.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    List<List<String>> databases = new ArrayList<>();
    for (JsonNode backup : outcome.json().get("backups")) {
      List<String> names = new ArrayList<>();
      backup.get("databases").forEach(name -> names.add(name.asText()));
      databases.add(names);
    }
    return databases;
  }

  private static void assertUsage(String message, String mode, String... options) {
    Outcome outcome = backup(mode, options);
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
    assertThat(outcome.err()).contains(message);
  }

  private static Outcome backup(String mode, String... options) {
    List<String> line = new ArrayList<>(List.of("backup", mode, "--server", "bc"));
    line.addAll(List.of("--storage", "bc-disk"));
    line.addAll(List.of(options));
    return CLI.run("", Map.of(), line.toArray(String[]::new));
  }

  private static long files() {
    try (Stream<Path> tree = Files.walk(DISK)) {
      return tree.filter(Files::isRegularFile).count();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
