package io.dumpwarden.engine;

import io.dumpwarden.dump.Source;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Who is at work on a server. */
record ProcessList(Source root) {

  /** The numbers of the sessions that the condition holds for. */
  List<String> sessions(String condition) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = root.engine().connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT ID FROM information_schema.PROCESSLIST WHERE " + condition)) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }
}
