package io.dumpwarden.engines;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A connection, and one database of its server. */
record Session(Connection connection, String database) {

  /** Few, since each may have many megabytes. */
  private static final int ROWS_AT_ONCE = 8;

  /** What is done with a result while it is read. */
  interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  <T> T stream(String sql, Reading<T> reading) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = statement.executeQuery(sql)) {
        return reading.read(rows);
      }
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + ": " + sql, e);
    }
  }

  /** The names of these objects in the database, each perhaps followed by its place. */
  List<List<String>> objects(ObjectKind kind) throws SQLException {
    return select(kind.query(), database, database);
  }

  List<List<String>> select(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rowsOf(rows);
      }
    }
  }

  String qualified(String name) {
    return quote(database) + "." + quote(name);
  }

  static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  static List<List<String>> rowsOf(ResultSet rows) throws SQLException {
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
}
