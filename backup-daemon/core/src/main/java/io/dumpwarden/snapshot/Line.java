package io.dumpwarden.snapshot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection of a snapshot.
 *
 * @param id the number that the server knows it by
 * @param server which server that is: a balancer may bring each connection to another one
 */
record Line(Connection connection, long id, String server) {

  private static final String WHO =
      "SELECT CONNECTION_ID(), CONCAT_WS(' ', @@hostname, @@port, @@server_id)";

  private static final int PING_SECONDS = 10;

  static Line of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(WHO)) {
      row.next();
      return new Line(connection, row.getLong(1), String.valueOf(row.getString(2)));
    }
  }

  boolean isElsewhere(Line other) {
    return !server.equals(other.server);
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
