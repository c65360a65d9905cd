package io.dumpwarden.engines;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a database for comparison with another of the same kind of server. */
final class DatabaseReader {

  private static final String DEFAULTS =
      """
      SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME
      FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?""";
  private static final String TABLES =
      """
      SELECT TABLE_NAME FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = ? AND TABLE_TYPE <> 'VIEW' ORDER BY TABLE_NAME""";
  private static final String VIEWS =
      "SELECT TABLE_NAME FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?";
  private static final String TRIGGERS =
      """
      SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER
      FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?""";
  private static final String ROUTINES =
      """
      SELECT ROUTINE_NAME FROM information_schema.ROUTINES
      WHERE ROUTINE_SCHEMA = ? AND ROUTINE_TYPE = '%s'""";
  private static final String EVENTS =
      "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?";
  private static final String COLUMNS =
      """
      SELECT COLUMN_NAME FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION""";

  private final Connection connection;
  private final String database;

  DatabaseReader(Connection connection, String database) throws SQLException {
    this.connection = connection;
    this.database = database;
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET time_zone = '+00:00'");
    }
  }

  /** Every object by its kind and name, with its definition as it would be in any database. */
  Map<String, String> definitions() throws SQLException {
    Map<String, String> all = new TreeMap<>();
    for (List<String> defaults : select(DEFAULTS, database)) {
      all.put("database", defaults.toString());
    }
    define(all, "table", TABLES);
    define(all, "view", VIEWS);
    define(all, "trigger", TRIGGERS);
    define(all, "procedure", ROUTINES.formatted("PROCEDURE"));
    define(all, "function", ROUTINES.formatted("FUNCTION"));
    define(all, "event", EVENTS);
    return all;
  }

  List<String> tables() throws SQLException {
    return firstOfEach(select(TABLES, database));
  }

  List<String> columns(String table) throws SQLException {
    return firstOfEach(select(COLUMNS, database, table));
  }

  /** What the rows hold in these columns, streamed. */
  TableContents contents(String table, List<String> columns) throws SQLException {
    // As bytes, the server's own form of every type reaches us unchanged by the driver.
    String values =
        columns.stream()
            .map(column -> "CAST(" + quote(column) + " AS BINARY)")
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(1_000);
      try (ResultSet rows =
          statement.executeQuery("SELECT " + values + " FROM " + qualified(table))) {
        return TableContents.of(rows);
      }
    }
  }

  private void define(Map<String, String> all, String kind, String names) throws SQLException {
    for (List<String> row : select(names, database)) {
      String place = row.size() > 1 ? row.subList(1, row.size()) + "\n" : "";
      all.put(kind + " " + row.get(0), place + definition(kind, row.get(0)));
    }
  }

  private String definition(String kind, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW CREATE " + kind + " " + qualified(name))) {
      row.next();
      ResultSetMetaData columns = row.getMetaData();
      StringBuilder definition = new StringBuilder();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        if (!columns.getColumnLabel(i).equals("Created")) {
          definition.append(row.getString(i)).append('\n');
        }
      }
      return normalised(definition.toString());
    }
  }

  private String normalised(String definition) {
    return definition
        .replace(quote(database) + ".", "")
        .replaceAll("(?m)^(\\) ENGINE=.*?) AUTO_INCREMENT=\\d+", "$1")
        // MySQL remembers whether a column's character set was spelled out; a collation says it all
        .replaceAll("CHARACTER SET \\w+ (COLLATE \\w+)", "$1");
  }

  private List<List<String>> select(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rowsOf(rows);
      }
    }
  }

  private static List<List<String>> rowsOf(ResultSet rows) throws SQLException {
    List<List<String>> all = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        row.add(rows.getString(i));
      }
      all.add(row);
    }
    return all;
  }

  private static List<String> firstOfEach(List<List<String>> rows) {
    return rows.stream().map(row -> row.get(0)).collect(Collectors.toCollection(ArrayList::new));
  }

  private String qualified(String name) {
    return quote(database) + "." + quote(name);
  }

  private static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
