package io.dumpwarden.snapshot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection of a snapshot.
 *
 * @param id the number that the server knows it by
 */
record Line(Connection connection, long id) {

  private static final int PING_SECONDS = 10;
  private static final int UNKNOWN_VARIABLE = 1193;

  static Line of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
      row.next();
      return new Line(connection, row.getLong(1));
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void executeAll(Iterable<String> statements) throws SQLException {
    for (String sql : statements) {
      execute(sql);
    }
  }

  /** For a setting that not every server has. */
  void executeIfKnown(String sql) throws SQLException {
    try {
      execute(sql);
    } catch (SQLException e) {
      if (e.getErrorCode() != UNKNOWN_VARIABLE) {
        throw e;
      }
    }
  }

  /** Whether the server still has it. */
  boolean isAlive() {
    try {
      return connection.isValid(PING_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Ends it from any thread, whatever it does. The driver has the server kill what runs there. */
  void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // Nothing is left of it here; the server ends its side when it finds the socket closed.
    }
  }
}
