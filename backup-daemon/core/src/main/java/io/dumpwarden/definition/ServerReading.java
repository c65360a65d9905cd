package io.dumpwarden.definition;

import io.dumpwarden.source.SessionVariables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection, set up for reading definitions. For one thread. */
final class ServerReading {

  private static final int NO_SAVEPOINT = 1305;
  private static final String SAVEPOINT = "dumpwarden_definitions";

  /** Reads between two times that locks are let go. */
  private static final int READS_AT_ONCE = 32;

  /** Reads one row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private boolean prepared;
  private @Nullable String current;
  private int reads;

  /** Lets go of all locks that reading took. */
  interface Hold extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  ServerReading(Connection connection) {
    this.connection = connection;
  }

  /**
   * Begins to read. MySQL keeps a lock on whatever is shown until a transaction ends, and a
   * snapshot's goes on for long: nobody could alter a view or a database meanwhile, and those who
   * wait for that would hold up all others.
   */
  Hold hold() throws SQLException {
    prepare();
    execute("SAVEPOINT " + SAVEPOINT);
    return this::release;
  }

  private void release() throws SQLException {
    reads = 0;
    try {
      execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
    } catch (SQLException e) {
      // outside a transaction there is none, and no lock is kept either
      if (e.getErrorCode() != NO_SAVEPOINT) {
        throw e;
      }
    }
  }

  private void count() throws SQLException {
    if (++reads >= READS_AT_ONCE) {
      release();
    }
  }

  /** Makes a database the current one: views then show their tables without it. */
  void use(String database) throws SQLException {
    if (!database.equals(current)) {
      try {
        execute("USE " + Sql.name(database));
      } catch (SQLException e) {
        throw Shown.failure(Defined.database(database), e);
      }
      current = database;
    }
  }

  /** For statements with names in them, which may hold a question mark or a brace. */
  <T> List<T> shown(RowReader<T> reader, String sql) throws SQLException {
    count();
    List<T> found = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
    }
    return found;
  }

  /**
   * The rows of a database.
   *
   * @param sql whose only parameter is the database, which is also its first column: {@code
   *     information_schema} compares names without regard to case
   */
  <T> List<T> ofDatabase(String database, RowReader<T> reader, String sql) throws SQLException {
    count();
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, database);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (database.equals(rows.getString(1))) {
            found.add(reader.read(rows));
          }
        }
      }
    }
    return found;
  }

  /** Texts come in that encoding from here on, names too. */
  void results(String characterSet) throws SQLException {
    execute("SET character_set_results = " + characterSet);
  }

  private void prepare() throws SQLException {
    if (prepared) {
      return;
    }
    prepared = true;
    execute("SET SESSION sql_quote_show_create = 1");
    SessionVariables.allowEveryEncoding(connection);
    // as the dump tools do: a restore elsewhere may not have one
    SessionVariables.setIfKnown(connection, "show_create_table_skip_secondary_engine = ON");
    // a key that the server made by itself is in its rows
    SessionVariables.setIfKnown(
        connection, "show_gipk_in_create_table_and_information_schema = ON");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
