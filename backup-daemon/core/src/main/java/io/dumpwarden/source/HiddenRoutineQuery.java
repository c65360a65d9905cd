package io.dumpwarden.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Finds routines of which the account sees the name and not the text, such as those that it may
 * only execute: dump tools fail on them.
 */
final class HiddenRoutineQuery {

  private static final String WITHOUT_TEXT =
      """
      SELECT ROUTINE_SCHEMA FROM information_schema.ROUTINES
      WHERE ROUTINE_SCHEMA = ? AND ROUTINE_DEFINITION IS NULL""";

  private HiddenRoutineQuery() {}

  static boolean findsAny(Connection connection, String database) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WITHOUT_TEXT)) {
      statement.setString(1, database);
      try (ResultSet rows = statement.executeQuery()) {
        boolean found = false;
        while (!found && rows.next()) {
          found = database.equals(rows.getString(1));
        }
        return found;
      }
    }
  }
}
