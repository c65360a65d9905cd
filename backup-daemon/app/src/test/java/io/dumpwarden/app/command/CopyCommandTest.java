package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies by command lines, and what is kept before something is replaced. */
class CopyCommandTest {

  private static final Cli CLI = Cli.shared();
  private static final SourceEngine ENGINE = Engines.shared(TestEngine.MARIADB_11_4);

  @TempDir Path folder;

  @BeforeAll
  static void add() throws Exception {
    execute(
        "CREATE OR REPLACE USER cp_admin IDENTIFIED BY 'test-password'",
        "GRANT ALL ON *.* TO cp_admin WITH GRANT OPTION");
    CLI.given(
        "server",
        "add",
        "cp",
        "--flavor",
        "mariadb",
        "--host",
        ENGINE.host(),
        "--port",
        Integer.toString(ENGINE.port()),
        "--user",
        "cp_admin",
        "--password-stdin");
  }

  @BeforeEach
  void fill() throws Exception {
    execute(
        "DROP DATABASE IF EXISTS cp_new",
        "CREATE OR REPLACE DATABASE cp_shop",
        "CREATE TABLE cp_shop.t AS SELECT 1 AS a",
        "CREATE OR REPLACE DATABASE cp_old",
        "CREATE TABLE cp_old.kept AS SELECT 7 AS b");
  }

  @Test
  void copiesIntoTheSameServerUnderAnotherName() throws Exception {
    Outcome outcome = copy(Map.of(), "--to", "cp", "--as", "cp_new", "--json");

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(rows("SELECT a FROM cp_new.t")).containsExactly("1");
    assertThat(CLI.run("restores", "--json").out()).contains("cp_new").contains("server cp");
  }

  @Test
  void nothingIsCopiedOntoItself() throws Exception {
    for (String[] self :
        List.of(
            new String[] {"--to", "cp"},
            new String[] {"--to", "cp", "--replace"},
            address("--replace", "--in-place", "--skip-safety-backup"))) {
      Outcome outcome = copy(Map.of("CP_PASSWORD", "test-password"), self);

      assertThat(outcome.exit()).as("%s", outcome).isNotZero();
      assertThat(rows("SELECT a FROM cp_shop.t")).containsExactly("1");
    }
    assertThat(copy(Map.of(), "--to", "cp", "--replace").err()).contains("copied onto itself");
  }

  @Test
  void whatIsReplacedIsKeptInAFolderAndComesBackFromIt() throws Exception {
    Path kept = Files.createDirectory(folder.resolve("kept"));

    Outcome outcome =
        copy(
            Map.of(), "--to", "cp", "--as", "cp_old", "--replace", "--safety-dir", kept.toString());

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(rows("SELECT a FROM cp_old.t")).containsExactly("1");
    assertThat(rows("SHOW TABLES FROM cp_old")).containsExactly("t");
    Path file = onlyDump(kept);
    Outcome back =
        CLI.run(
            "",
            Map.of(),
            "restore",
            file.toString(),
            "--to",
            "cp",
            "--database",
            "cp_new",
            "--yes");
    assertThat(back.exit()).as("%s", back).isZero();
    assertThat(rows("SELECT b FROM cp_new.kept")).containsExactly("7");
  }

  @Test
  void aSafetyBackupThatFailsStopsBeforeTheTargetIsTouched() throws Exception {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    // only the dump of what is to be replaced fails
    execute(
        "CREATE TABLE cp_old.lost (a INT) ENGINE=InnoDB",
        "ALTER TABLE cp_old.lost DISCARD TABLESPACE");

    Outcome outcome =
        copy(
            Map.of(), "--to", "cp", "--as", "cp_old", "--replace", "--safety-dir", kept.toString());

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).contains("(safety-backup-failed)");
    assertThat(rows("SELECT b FROM cp_old.kept")).containsExactly("7");
    assertThat(rows("SHOW DATABASES LIKE '\\_dumpwarden%'")).isEmpty();
  }

  @Test
  void aServerThatIsNotConfiguredNeedsAFolderForWhatIsReplaced() throws Exception {
    Map<String, String> password = Map.of("CP_PASSWORD", "test-password");

    Outcome refused = copy(password, address("--as", "cp_old", "--replace"));

    assertThat(refused.exit()).as("%s", refused).isNotZero();
    assertThat(refused.err()).contains("--safety-dir").contains("--skip-safety-backup");
    assertThat(rows("SELECT b FROM cp_old.kept")).containsExactly("7");
    Path kept = Files.createDirectory(folder.resolve("kept"));
    Outcome done =
        copy(password, address("--as", "cp_old", "--replace", "--safety-dir", kept.toString()));
    assertThat(done.exit()).as("%s", done).isZero();
    assertThat(onlyDump(kept)).exists();
  }

  @Test
  void oneNameForSeveralDatabasesIsRefused() {
    Outcome outcome = copy(Map.of(), "--database", "cp_old", "--to", "cp", "--as", "cp_new");

    assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
  }

  private static Outcome copy(Map<String, String> variables, String... more) {
    List<String> line = new ArrayList<>(List.of("copy", "--from", "cp", "--database", "cp_shop"));
    line.addAll(List.of(more));
    line.add("--yes");
    return CLI.run("", variables, line.toArray(String[]::new));
  }

  /** The same server, by its address. */
  private static String[] address(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "--host",
                ENGINE.host(),
                "--port",
                Integer.toString(ENGINE.port()),
                "--user",
                "cp_admin",
                "--password-env",
                "CP_PASSWORD"));
    line.addAll(List.of(more));
    return line.toArray(String[]::new);
  }

  private static Path onlyDump(Path kept) throws IOException {
    try (var files = Files.list(kept)) {
      return files
          .filter(file -> file.toString().endsWith(".sql.zst"))
          .filter(file -> !file.toString().contains(".users."))
          .reduce((a, b) -> Path.of("several"))
          .orElseThrow();
    }
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = ENGINE.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = ENGINE.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}
