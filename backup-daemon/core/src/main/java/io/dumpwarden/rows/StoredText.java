package io.dumpwarden.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The session reads texts as they are stored: the server need not convert them, and those reach us
 * that have no utf8mb4.
 */
record StoredText(Connection connection, boolean needed) {

  void begin() throws SQLException {
    set("NULL");
  }

  /** Back to what the others who use the connection count on. */
  void end() throws SQLException {
    set("utf8mb4");
  }

  /** Likewise, where something failed that is to be told first. */
  void endAfter(SQLException failure) {
    try {
      end();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private void set(String characterSet) throws SQLException {
    if (needed) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET character_set_results = " + characterSet);
      }
    }
  }
}
