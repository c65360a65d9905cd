package io.dumpwarden.app.command;

import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server {@code bc} with databases of many names, and a folder {@code bc-disk} for backups. */
final class BackupSource {

  static final List<String> DATABASES =
      List.of(
          "bc_shop",
          "bc_shop_dmart",
          "bc_shop_secondary_1",
          "bc_crm",
          "bc_crm_temp",
          "bc_a,b",
          "bc_m*",
          "bc_.. /x");

  static final Cli CLI = Cli.shared();
  static final Path DISK = CLI.folder().resolve("bc-disk");

  private static boolean made;

  private BackupSource() {}

  /** Once for all test classes. */
  static synchronized void make() throws Exception {
    if (made) {
      return;
    }
    made = true;
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

  static Outcome backup(String mode, String... options) {
    List<String> line = new ArrayList<>(List.of("backup", mode, "--server", "bc"));
    line.addAll(List.of("--storage", "bc-disk"));
    line.addAll(List.of(options));
    return CLI.run("", Map.of(), line.toArray(String[]::new));
  }

  static long files() {
    try (Stream<Path> tree = Files.walk(DISK)) {
      return tree.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
