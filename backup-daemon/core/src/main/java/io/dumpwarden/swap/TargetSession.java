package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.SessionVariables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A connection to the target server, set up for statements on its definitions. For one thread. */
final class TargetSession implements AutoCloseable {

  /** Longer than any statement here should take; dropping terabytes may take a while. */
  private static final Duration SILENCE = Duration.ofMinutes(30);

  /** Reads one row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;

  private TargetSession(Connection connection) {
    this.connection = connection;
  }

  /** Over a connection that somebody else closes; its settings stay as they are. */
  static TargetSession over(Connection connection) {
    return new TargetSession(connection);
  }

  /**
   * @param logged whether what it does goes into the server's binary log
   */
  static TargetSession open(
      ServerConnector connector, Login login, boolean logged, Duration lockWait) {
    TargetSession session = new TargetSession(connector.connect(login));
    try {
      session.setUp(logged, lockWait);
      return session;
    } catch (SQLException e) {
      session.close();
      throw new DumpwardenException(
          ErrorCode.SERVER_UNREACHABLE,
          "the session with %s cannot be set up: %s".formatted(login.address(), e.getMessage()),
          e);
    }
  }

  private void setUp(boolean logged, Duration lockWait) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
    // a load may take days, during which this connection has little to say
    execute("SET SESSION wait_timeout = 31536000, lock_wait_timeout = " + lockWait.toSeconds());
    execute("SET SESSION foreign_key_checks = 0, sql_mode = '', sql_quote_show_create = 1");
    // DefinitionReader needs them
    SessionVariables.allowEveryEncoding(connection);
    // refused by default from MySQL 8.4 on, but what was dumped so must come back so
    SessionVariables.setIfKnown(connection, "restrict_fk_on_non_standard_key = OFF");
    // changing a default is no change of what was
    SessionVariables.setIfKnown(connection, "system_versioning_alter_history = KEEP");
    if (!logged) {
      execute("SET SESSION sql_log_bin = 0");
    }
  }

  Connection connection() {
    return connection;
  }

  boolean isMariaDb() throws SQLException {
    return rows(row -> row.getString(1), "SELECT VERSION()").get(0).contains("MariaDB");
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // braces in names are not JDBC's
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  /** Drops something that need not be there. */
  void drop(DefinitionKind kind, String quotedName) throws SQLException {
    String drop = "DROP %s IF EXISTS %s".formatted(kind.words(), quotedName);
    if (!kind.isPackage()) {
      execute(drop);
      return;
    }
    // MariaDB 10 knows the word in no other mode
    execute("SET @dumpwarden_sql_mode = @@sql_mode, SESSION sql_mode = 'ORACLE'");
    try {
      execute(drop);
    } finally {
      execute("SET SESSION sql_mode = @dumpwarden_sql_mode");
    }
  }

  void update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      statement.executeUpdate();
    }
  }

  <T> List<T> rows(RowReader<T> reader, String sql, Object... parameters) throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
    }
    return found;
  }

  /** For statements with names in them, which may hold a question mark or a brace. */
  <T> List<T> shown(RowReader<T> reader, String sql) throws SQLException {
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

  /** Whether there is such a database, by its exact name. */
  boolean hasDatabase(String database) throws SQLException {
    return rows(
            row -> row.getString(1),
            "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?",
            database)
        .contains(database);
  }

  /** Takes a named lock of the server's, which ends with this connection; false if it is held. */
  boolean lock(String name, Duration patience) throws SQLException {
    return rows(row -> row.getInt(1), "SELECT GET_LOCK(?, ?)", name, patience.toSeconds())
        .contains(1);
  }

  void unlock(String name) throws SQLException {
    rows(row -> row.getInt(1), "SELECT RELEASE_LOCK(?)", name);
  }

  boolean isAlive() {
    try {
      return connection.isValid(10);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone already, which is what was wanted.
    }
  }

  private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
