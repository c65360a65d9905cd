package io.dumpwarden.restore;

import io.dumpwarden.dump.Source;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows that a query finds, as texts. */
final class Rows {

  private Rows() {}

  static List<String> of(Source source, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = source.engine().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(rows.getString(i));
        }
        found.add(String.join(", ", values));
      }
    }
    return found;
  }
}
