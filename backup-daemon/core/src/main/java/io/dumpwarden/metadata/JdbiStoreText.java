package io.dumpwarden.metadata;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.recovery.StoreText;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Reads and writes the tables by JDBC alone: no program of either engine is needed. */
public final class JdbiStoreText implements StoreText {

  private static final int BUFFER = 64 * 1024;

  /**
   * Whose rows somebody would miss; those of nodes and checks, and the first user, come by
   * themselves.
   */
  private static final List<String> MISSED =
      List.of(
          "server",
          "schedule",
          "storage",
          "retention_rule",
          "setting",
          "encryption_key",
          "channel",
          "notification_rule",
          "run",
          "backup",
          "copy");

  private final MetadataStore store;

  public JdbiStoreText(MetadataStore store) {
    this.store = store;
  }

  @Override
  public Contents write(OutputStream out) throws IOException {
    String version = store.schemaVersion().orElseThrow();
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    writer.write("-- Dumpwarden metadata, schema version %s\n".formatted(version));
    try (Connection connection = store.ownConnection();
        Statement statement = connection.createStatement()) {
      // a storage that takes its time must not make the server give up
      statement.execute("SET SESSION net_write_timeout = 3600, time_zone = '+00:00'");
      statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
      List<StoreTable> tables = StoreTable.all(connection);
      long rows = 0;
      for (StoreTable table : tables) {
        rows += table.write(connection, writer);
      }
      connection.rollback();
      writer.write(END + rows + "\n");
      writer.flush();
      return new Contents(version, tables.size(), rows);
    } catch (SQLException e) {
      throw store.errors().translate(e);
    }
  }

  @Override
  public boolean isEmpty() {
    if (store.schemaVersion().isEmpty()) {
      return true;
    }
    return store
        .database()
        .<Boolean>read(
            h ->
                MISSED.stream()
                    .allMatch(
                        table ->
                            h.createQuery("SELECT 1 FROM " + table + " LIMIT 1")
                                .mapTo(Integer.class)
                                .findOne()
                                .isEmpty()));
  }

  @Override
  public Contents read(InputStream text, String schemaVersion) throws IOException {
    if (!isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.TARGET_NOT_EMPTY,
          "the metadata store holds rows already: nothing was changed",
          "restore into an empty database, or with a new data directory for an embedded store",
          null);
    }
    prepare(schemaVersion);
    try (Connection connection = store.ownConnection()) {
      connection.setAutoCommit(false);
      long rows = load(connection, text);
      connection.commit();
      return new Contents(schemaVersion, StoreTable.all(connection).size(), rows);
    } catch (SQLException e) {
      throw store.errors().translate(e);
    }
  }

  private void prepare(String wanted) {
    Optional<String> there = store.schemaVersion();
    if (there.isEmpty()) {
      store.migrateTo(wanted);
    } else if (!there.get().equals(wanted)) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "the metadata store has empty tables of version %s, and the backup is of version %s"
              .formatted(there.get(), wanted),
          "restore into a database without tables, or with a new data directory",
          null);
    }
  }

  private static long load(Connection connection, InputStream text)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET SESSION sql_mode = '', time_zone = '+00:00'");
      for (StoreTable table : StoreTable.all(connection)) {
        statement.execute("DELETE FROM " + table.quoted());
      }
      for (StoreTable table : StoreTable.passing(connection)) {
        statement.execute("DELETE FROM " + table.quoted());
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), BUFFER);
      long rows = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(END)) {
          requireAll(line.substring(END.length()), rows);
          return rows;
        }
        if (line.startsWith("INSERT INTO ")) {
          rows += statement.executeUpdate(line.substring(0, line.length() - 1));
        }
      }
    }
    throw corrupt("it has no end");
  }

  private static void requireAll(String said, long rows) {
    if (!said.equals(Long.toString(rows))) {
      throw corrupt("%d rows were read where it says %s".formatted(rows, said));
    }
  }

  private static DumpwardenException corrupt(String why) {
    return new DumpwardenException(
        ErrorCode.BACKUP_CORRUPT, "the metadata store's backup is not whole: " + why);
  }
}
