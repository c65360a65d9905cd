package io.dumpwarden.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Makes the data directory: system tables, real grants, and one account with a password. */
record DataDirectory(ServerCommand command, Credentials credentials) {

  private static final long NEEDED_BYTES = 200L << 20;
  private static final List<String> SCRIPTS =
      List.of(
          "mariadb_system_tables.sql",
          "mariadb_performance_tables.sql",
          "mariadb_system_tables_data.sql",
          "mariadb_sys_schema.sql");

  /** The scripts make a root account without password; it goes before any server listens. */
  private static final String ACCOUNTS =
      """

      USE mysql;
      DELETE FROM mysql.global_priv WHERE User <> 'mariadb.sys';
      DELETE FROM mysql.proxies_priv;
      DELETE FROM mysql.db;
      FLUSH PRIVILEGES;
      CREATE USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
      GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'127.0.0.1' WITH GRANT OPTION;
      """;

  /** Does nothing where the data directory is; a half-made one of a killed process is made anew. */
  void makeIfMissing() throws IOException {
    ServerFolder folder = command.folder();
    if (Files.exists(folder.data())) {
      return;
    }
    requireSpace(folder);
    Path unfinished = folder.root().resolve("data.unfinished");
    BinaryArchive.deleteTree(unfinished);
    Files.createDirectory(unfinished);
    Path sql = folder.temporary().resolve("bootstrap.sql");
    try {
      Files.createFile(sql, PrivateFile.OWNER_ONLY);
      Files.writeString(sql, sql());
      bootstrap(unfinished, sql.toFile());
    } finally {
      Files.deleteIfExists(sql);
    }
    Files.move(unfinished, folder.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void bootstrap(Path dataDirectory, File sql) throws IOException {
    ErrorLog log = new ErrorLog(command.folder().errorLog());
    long mark = log.mark();
    Process process = command.start(command.bootstrap(dataDirectory).redirectInput(sql));
    try {
      int status = process.waitFor();
      if (status != 0) {
        String what = "could not be initialised, mariadbd ended with status " + status;
        throw StartFailure.describe(command.folder(), what, log.tail(mark));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while initialising the embedded MariaDB");
    }
  }

  private String sql() throws IOException {
    StringBuilder sql = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\n");
    for (String script : SCRIPTS) {
      sql.append(Files.readString(command.binaries().share().resolve(script))).append('\n');
    }
    return sql.append(ACCOUNTS.formatted(credentials.user(), credentials.password())).toString();
  }

  private static void requireSpace(ServerFolder folder) throws IOException {
    long free = Files.getFileStore(folder.root()).getUsableSpace();
    if (free < NEEDED_BYTES) {
      throw new EmbeddedMariaDbException(
          "no room for the embedded MariaDB in %s: %d MiB are free, %d MiB are needed"
              .formatted(folder.root(), free >> 20, NEEDED_BYTES >> 20));
    }
  }
}
