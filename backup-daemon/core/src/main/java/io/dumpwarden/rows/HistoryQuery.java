package io.dumpwarden.rows;

import io.dumpwarden.source.TableShape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Which columns of a system-versioned table hold from when until when. Only MariaDB has them. */
public final class HistoryQuery {

  private static final String ENDS =
      """
      SELECT COLUMN_NAME, GENERATION_EXPRESSION FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND GENERATION_EXPRESSION IN ('ROW START', 'ROW END')
        AND CAST(TABLE_SCHEMA AS BINARY) = ? AND CAST(TABLE_NAME AS BINARY) = ?""";

  /** The columns that the table names, or those that all others have. */
  public History of(Connection connection, TableShape table) throws SQLException {
    String start = History.UNNAMED.start();
    String end = History.UNNAMED.end();
    try (PreparedStatement statement = connection.prepareStatement(ENDS)) {
      statement.setString(1, table.database());
      statement.setString(2, table.name());
      statement.setString(3, table.database());
      statement.setString(4, table.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          boolean first = row.getString(2).equals("ROW START");
          start = first ? row.getString(1) : start;
          end = first ? end : row.getString(1);
        }
      }
    }
    return new History(start, end);
  }
}
