package io.dumpwarden.chunk;

import io.dumpwarden.dump.Source;
import io.dumpwarden.source.ServerConnector;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Connections as a snapshot has them. */
final class Sessions {

  private Sessions() {}

  static Connection open(Source source) throws SQLException {
    Connection connection = new ServerConnector(Duration.ofMinutes(1)).connect(source.login());
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET NAMES utf8mb4");
      statement.execute("SET SESSION sql_mode = '', time_zone = '+00:00'");
      statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    }
    return connection;
  }

  /** Begins the moment that the connection sees. */
  static void snapshot(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    }
  }

  /** Lets go of the tables, which could not be dropped otherwise. */
  static void end(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    }
  }
}
