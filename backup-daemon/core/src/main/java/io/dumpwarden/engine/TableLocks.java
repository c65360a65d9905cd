package io.dumpwarden.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The locks on definitions that a transaction takes with each table that it reads. Whoever wants to
 * change a table would wait for the whole dump, and everybody else behind him; so they are let go
 * as soon as a table was read, while the snapshot stays. Dump programs do the same.
 */
final class TableLocks {

  private static final String NAME = "dumpwarden_table";

  private TableLocks() {}

  /** Remembers which there are. */
  static void mark(Connection connection) throws SQLException {
    execute(connection, "SAVEPOINT " + NAME);
  }

  /** Lets go of those that were taken since. */
  static void release(Connection connection) throws SQLException {
    execute(connection, "ROLLBACK TO SAVEPOINT " + NAME);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
