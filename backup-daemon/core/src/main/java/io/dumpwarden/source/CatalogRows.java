package io.dumpwarden.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Rows of information_schema that belong to one database. Its names are compared without regard to
 * case there, so that rows of another database must be told apart here.
 */
record CatalogRows(Connection connection, String database) {

  /**
   * @param sql with the schema's name as its first column and its only parameter
   */
  void read(String sql, Reader reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, database);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (database.equals(rows.getString(1))) {
            reader.read(rows);
          }
        }
      }
    }
  }

  interface Reader {
    void read(ResultSet row) throws SQLException;
  }
}
