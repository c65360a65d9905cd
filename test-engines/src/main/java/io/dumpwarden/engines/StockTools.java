package io.dumpwarden.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A flavor's own dump tool and client, as an administrator would call them by hand. */
public record StockTools(SourceEngine engine, Path folder) {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** How a tool ended. */
  public record End(boolean hung, int exit, String said) {}

  /** Writes a dump of the databases into the file. */
  public End dump(List<String> databases, Path file, String... more) throws Exception {
    return dump(databases, file, PATIENCE, more);
  }

  public End dump(List<String> databases, Path file, Duration patience, String... more)
      throws Exception {
    List<String> command = command(mariadb() ? "mariadb-dump" : "mysqldump");
    if (!mariadb()) {
      command.add("--set-gtid-purged=OFF");
    }
    command.addAll(
        List.of("--single-transaction", "--routines", "--triggers", "--events", "--hex-blob"));
    command.addAll(List.of(more));
    command.addAll(List.of("--databases", "--"));
    command.addAll(databases);
    return run(new ProcessBuilder(command).redirectOutput(file.toFile()), patience);
  }

  /** Runs the dump in the file. */
  public End restore(Path file) throws Exception {
    List<String> command = command(mariadb() ? "mariadb" : "mysql");
    // Without the second, MariaDB's client takes the comments out of routines.
    command.addAll(List.of("--binary-mode", "--comments"));
    ProcessBuilder client = new ProcessBuilder(command).redirectInput(file.toFile());
    return run(client.redirectOutput(ProcessBuilder.Redirect.DISCARD), PATIENCE);
  }

  /**
   * Writes what the server logged since that place into the file, as SQL to be run by its client.
   *
   * @param log the name of a file of the binary log
   */
  public End logged(String log, long position, Path file) throws Exception {
    List<String> command = new ArrayList<>();
    if (mariadb()) {
      // Ours comes without it. Debian's is older: it reads such logs, but no such server.
      command.add("mariadb-binlog");
      command.add("--no-defaults");
    } else {
      command.add(engine.toolFolders().get(0).resolve("mysqlbinlog").toString());
      // What was run twice would else count as there already.
      command.addAll(List.of("--no-defaults", "--skip-gtids"));
    }
    command.addAll(List.of("--start-position=" + position, "--result-file=" + file));
    command.addAll(logsSince(log));
    return run(new ProcessBuilder(command), PATIENCE);
  }

  private List<String> logsSince(String first) throws SQLException {
    List<String> logs = new ArrayList<>();
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
      while (rows.next()) {
        logs.add(rows.getString(1));
      }
    }
    logs.removeIf(name -> name.compareTo(first) < 0);
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@log_bin_basename")) {
      row.next();
      Path folder = Path.of(row.getString(1)).toAbsolutePath().getParent();
      return logs.stream().map(name -> folder.resolve(name).toString()).toList();
    }
  }

  private boolean mariadb() {
    return engine.flavor().equals("mariadb");
  }

  private List<String> command(String program) {
    return new ArrayList<>(
        List.of(
            engine.toolFolders().get(0).resolve(program).toString(),
            "--no-defaults",
            "--host=" + engine.host(),
            "--port=" + engine.port(),
            "--user=" + engine.rootUser(),
            mariadb() ? "--skip-ssl" : "--loose-get-server-public-key",
            "--default-character-set=utf8mb4",
            "--max-allowed-packet=128M"));
  }

  private End run(ProcessBuilder builder, Duration patience)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder, "said", ".txt");
    builder.environment().put("MYSQL_PWD", engine.rootPassword());
    Process process = builder.redirectError(said.toFile()).start();
    boolean hung = !process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (hung) {
      process.destroyForcibly().waitFor();
    }
    return new End(hung, process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
  }
}
