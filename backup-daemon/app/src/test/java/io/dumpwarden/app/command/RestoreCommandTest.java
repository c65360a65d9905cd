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
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Restores by command: of backups on record, of plain files, and what is kept of them. */
class RestoreCommandTest {

  private static final Cli CLI = Cli.shared();
  private static SourceEngine engine;
  private static String backup;
  private static Path file;

  @BeforeAll
  static void makeABackup() throws Exception {
    engine = Engines.shared(TestEngine.MARIADB_11_4);
    execute(
        "DROP DATABASE IF EXISTS cmd_shop",
        "CREATE DATABASE cmd_shop",
        "CREATE TABLE cmd_shop.orders (id INT PRIMARY KEY)",
        "INSERT INTO cmd_shop.orders VALUES (1), (2)");
    server("cmd-server");
    server("cmd-guarded", "--protected");
    Path disk = Files.createDirectories(CLI.folder().resolve("cmd-disk"));
    CLI.given("storage", "add", "cmd-disk", "--type", "local", "--path", disk.toString());
    CLI.given("retention", "add", "--schedule", "manual", "--storage", "cmd-disk", "--keep", "1d");
    Outcome made =
        CLI.run(
            "backup",
            "single",
            "--server",
            "cmd-server",
            "--database",
            "cmd_shop",
            "--storage",
            "cmd-disk",
            "--json");
    assertThat(made.exit()).as("%s", made).isZero();
    JsonNode of = made.json().get("backups").get(0);
    backup = of.get("id").asText();
    file = disk.resolve(of.get("copies").get(0).get("key").asText());
  }

  @Test
  void whatIsThereIsRefusedThenReplaced() throws Exception {
    execute("DELETE FROM cmd_shop.orders WHERE id = 2");
    Outcome refused = CLI.run("restore", backup, "--to", "cmd-server", "--yes");
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("is not empty", "(target-not-empty)", "--replace");

    Outcome dry =
        CLI.run("restore", backup, "--to", "cmd-server", "--replace", "--dry-run", "--json");
    assertThat(dry.exit()).as("%s", dry).isZero();
    assertThat(dry.json().get("databases").get(0).get("action").asText()).isEqualTo("replace");
    assertThat(rows("SELECT id FROM cmd_shop.orders")).containsExactly("1");

    Outcome done = CLI.run("restore", backup, "--to", "cmd-server", "--replace", "--yes", "--json");
    assertThat(done.exit()).as("%s", done).isZero();
    assertThat(rows("SELECT id FROM cmd_shop.orders")).containsExactly("1", "2");
    String kept = done.json().get("safetyBackup").asText();
    assertThat(CLI.run("backups", kept).exit()).isZero();

    String id = done.json().get("id").asText();
    Outcome shown = CLI.run("restores", "show", id);
    assertThat(shown.out()).contains("succeeded", backup, "reading backup");
    Outcome listed = CLI.run("restores", "--target", "cmd-server", "--json");
    assertThat(listed.json().get(0).get("id").asText()).isEqualTo(id);
    assertThat(listed.json().get(0).get("mode").asText()).isEqualTo("replace");
  }

  /** Others restore into the same server. */
  @AfterAll
  static void unprotect() {
    CLI.given("server", "remove", "cmd-guarded");
  }

  @Test
  void aProtectedServerNeedsItsNameTyped() throws Exception {
    String[] line = {"restore", backup, "--to", "cmd-guarded", "--database", "cmd_guard", "--yes"};
    assertThat(CLI.run(line).err()).contains("add --confirm cmd-guarded");
    List<String> byAddress = new ArrayList<>(List.of("restore", backup));
    byAddress.addAll(List.of(address()));
    byAddress.addAll(List.of("--database", "cmd_guard", "--yes"));
    Outcome past = CLI.run(byAddress.toArray(String[]::new));
    assertThat(past.exit()).as("%s", past).isEqualTo(ExitCode.USAGE);
    assertThat(rows("SHOW DATABASES LIKE 'cmd\\_guard'")).isEmpty();
  }

  @Test
  void aFileNeedsNoStore() throws Exception {
    execute("DROP DATABASE IF EXISTS cmd_file");
    Path data = Files.createTempDirectory(CLI.folder(), "bare");
    List<String> line = new ArrayList<>(List.of("restore", file.toString()));
    line.addAll(List.of(address()));
    line.addAll(List.of("--database", "cmd_file", "--yes", "--json"));
    Outcome done =
        CLI.run("", Map.of("DUMPWARDEN_DATA_DIR", "" + data), line.toArray(String[]::new));

    assertThat(done.exit()).as("%s", done).isZero();
    assertThat(rows("SELECT id FROM cmd_file.orders")).containsExactly("1", "2");
    assertThat(done.json().get("backup").asText()).isEqualTo(backup);
    assertThat(done.json().get("databases").get("cmd_shop").asText()).isEqualTo("cmd_file");
    assertThat(data.resolve("metadata")).doesNotExist();
    assertThat(data.resolve("master.key")).doesNotExist();
  }

  @Test
  void intoNewLeavesWhatIsThere() throws Exception {
    Outcome done =
        CLI.run(
            "restore",
            backup,
            "--to",
            "cmd-server",
            "--into-new",
            "--table",
            "orders",
            "--yes",
            "--json");
    assertThat(done.exit()).as("%s", done).isZero();
    String made = done.json().get("databases").get("cmd_shop").asText();
    assertThat(made).matches("cmd_shop_restored_\\d{8}_\\d{6}");
    execute("DROP DATABASE " + made);
  }

  private static void server(String name, String... more) {
    List<String> line = new ArrayList<>(List.of("server", "add", name, "--flavor", "mariadb"));
    line.addAll(List.of("--host", engine.host(), "--port", "" + engine.port()));
    line.addAll(List.of("--user", engine.rootUser(), "--password-env", "ROOT"));
    line.addAll(List.of(more));
    Outcome added = CLI.run("", Map.of("ROOT", engine.rootPassword()), line.toArray(String[]::new));
    assertThat(added.exit()).as("%s", added).isZero();
  }

  private static String[] address() throws Exception {
    Path password = CLI.folder().resolve("cmd-password");
    Files.writeString(password, engine.rootPassword());
    return new String[] {
      "--host",
      engine.host(),
      "--port",
      "" + engine.port(),
      "--user",
      engine.rootUser(),
      "--password-file",
      password.toString()
    };
  }

  private static List<String> rows(String query) throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static void execute(String... statements) throws Exception {
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
