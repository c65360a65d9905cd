package io.dumpwarden.accounts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Variables of a session under which a server writes statements that mean the same anywhere; those
 * that the server knows are set, and set back in the end.
 */
final class ReadingSession implements AutoCloseable {

  private static final Map<String, String> WANTED =
      Map.of("sql_mode", "", "sql_quote_show_create", "ON", "print_identified_with_as_hex", "ON");
  private static final String CURRENT =
      """
      SHOW SESSION VARIABLES WHERE Variable_name IN
      ('sql_mode', 'sql_quote_show_create', 'print_identified_with_as_hex')""";

  private final Connection connection;
  private final Map<String, String> before = new LinkedHashMap<>();

  private ReadingSession(Connection connection) {
    this.connection = connection;
  }

  static ReadingSession on(Connection connection) throws SQLException {
    ReadingSession session = new ReadingSession(connection);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(CURRENT)) {
      while (rows.next()) {
        session.before.put(rows.getString(1), rows.getString(2));
      }
    }
    for (String name : session.before.keySet()) {
      session.set(name, WANTED.get(name));
    }
    return session;
  }

  @Override
  public void close() throws SQLException {
    for (Map.Entry<String, String> variable : before.entrySet()) {
      set(variable.getKey(), variable.getValue());
    }
  }

  private void set(String name, String value) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION %s = '%s'".formatted(name, value));
    }
  }
}
