package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.engines.nasty.NastySchema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two servers of a kind, a storage, and the commands between them. Backups are made by an account
 * that may only read.
 */
final class NastyScene implements AutoCloseable {

  static final Cli CLI = Cli.shared();
  static final String PASSWORD = "planted-password-of-tests";

  private static final String READS =
      "SELECT, SHOW VIEW, TRIGGER, EVENT, LOCK TABLES, EXECUTE, PROCESS, RELOAD, REPLICATION CLIENT";

  private final SourceEngine source;
  private final SourceEngine target;
  private final String name;
  private final Map<String, String> tools;
  private final StringBuilder said = new StringBuilder();

  private NastyScene(SourceEngine source, SourceEngine target, String name) {
    this.source = source;
    this.target = target;
    this.name = name;
    String folders = String.join(":", source.toolFolders().stream().map(Path::toString).toList());
    this.tools = Map.of("DUMPWARDEN_TOOL_PATH", folders);
  }

  /**
   * Starts the servers.
   *
   * @param prefix begins the names of server and storage, which are the tests' own
   */
  static NastyScene of(TestEngine kind, String prefix) throws Exception {
    NastyScene scene =
        new NastyScene(
            Engines.throwaway(
                kind, "--log-bin=log", "--server-id=7", "--log-bin-trust-function-creators=1"),
            Engines.throwaway(kind),
            prefix + "-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    scene.account(kind);
    scene.register();
    return scene;
  }

  private void account(TestEngine kind) throws SQLException {
    String extra =
        switch (kind) {
          case MARIADB_10_6, MYSQL_8_0 -> "";
          case MARIADB_11_4, MARIADB_11_8 -> ", SHOW CREATE ROUTINE";
          case MYSQL_8_4, MYSQL_9 -> ", SHOW_ROUTINE";
        };
    execute(source, "CREATE USER reader@'%' IDENTIFIED BY '" + PASSWORD + "'");
    execute(source, "GRANT " + READS + extra + " ON *.* TO reader@'%'");
  }

  private void register() {
    CLI.given("storage", "add", name, "--type", "local", "--path", disk().toString());
    addServer(name, source, "reader", PASSWORD);
    addServer(name + "-to", target, target.rootUser(), target.rootPassword());
  }

  private void addServer(String as, SourceEngine engine, String user, String password) {
    List<String> line = new ArrayList<>(List.of("server", "add", as, "--flavor", engine.flavor()));
    line.addAll(List.of("--host", engine.host(), "--port", "" + engine.port()));
    line.addAll(List.of("--user", user, "--password-stdin"));
    Outcome outcome = CLI.run(password, tools, line.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
  }

  /** Of the server that is backed up, and of the storage; the other server's has -to behind it. */
  String name() {
    return name;
  }

  SourceEngine source() {
    return source;
  }

  SourceEngine target() {
    return target;
  }

  /** The folder that the storage keeps its objects in. */
  Path disk() {
    return CLI.folder().resolve(name);
  }

  Outcome run(String... line) {
    Outcome outcome = CLI.run("", tools, line);
    said.append(outcome.out()).append(outcome.err());
    return outcome;
  }

  /** All that commands printed, and what files of ours hold these words. */
  List<String> tellsOf(String secret) throws Exception {
    List<String> places = new ArrayList<>();
    if (said.indexOf(secret) >= 0) {
      places.add("output");
    }
    Process grep =
        new ProcessBuilder(
                "grep", "-rlaF", "-e", secret, "" + disk(), "" + CLI.folder().resolve("data"))
            .start();
    grep.inputReader().lines().forEach(places::add);
    grep.waitFor();
    return places;
  }

  /** Backs up, and answers what {@code --json} says where it ends with that code. */
  JsonNode backup(int exit, List<String> line) {
    List<String> all = new ArrayList<>(List.of("backup"));
    all.addAll(line);
    all.addAll(List.of("--server", name, "--storage", name, "--json"));
    Outcome outcome = run(all.toArray(String[]::new));
    assertThat(outcome.exit()).as(line + ": " + outcome).isEqualTo(exit);
    return outcome.json();
  }

  /** Restores into the other server. */
  Outcome restore(JsonNode backup, String... more) {
    List<String> line = new ArrayList<>(List.of("restore", backup.get("id").asText()));
    line.addAll(List.of("--to", name + "-to", "--yes", "--json"));
    line.addAll(List.of(more));
    return run(line.toArray(String[]::new));
  }

  /** The dump's file. */
  Path file(JsonNode backup) {
    return disk().resolve(backup.get("copies").get(0).get("key").asText());
  }

  List<String> differences(Collection<String> databases) throws SQLException {
    try (Connection a = source.connect();
        Connection b = target.connect()) {
      return DatabaseCompare.differences(a, b, databases);
    }
  }

  List<String> restored() throws SQLException {
    return NastySchema.databases(target);
  }

  /** Drops every database of the other server. */
  void forget() throws SQLException {
    forget(target);
  }

  /** Drops every database of a server. */
  static void forget(SourceEngine engine) throws SQLException {
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET foreign_key_checks = 0");
      for (String database : NastySchema.databases(engine)) {
        statement.execute("DROP DATABASE `" + database.replace("`", "``") + "`");
      }
    }
  }

  static void execute(SourceEngine engine, String... statements) throws SQLException {
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (source;
        target) {
      // Both end, whichever fails.
    }
  }
}
