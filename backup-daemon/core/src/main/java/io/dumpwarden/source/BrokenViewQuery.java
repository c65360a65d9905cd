package io.dumpwarden.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the views that dump tools stumble over, by asking what the tools ask. A definer that is
 * gone does not disturb them; a table, column, function or view that is gone does, and so does a
 * function that the account may not execute.
 */
final class BrokenViewQuery {

  private static final String CONNECTION_LOST = "08";

  private static final String QUERY_OF_VIEW =
      """
      SELECT TABLE_SCHEMA, VIEW_DEFINITION FROM information_schema.VIEWS
      WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?""";

  private final Connection connection;
  private final String database;

  BrokenViewQuery(Connection connection, String database) {
    this.connection = connection;
    this.database = database;
  }

  List<BrokenView> read() throws SQLException {
    List<BrokenView> broken = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String view : views(statement)) {
        Optional<String> problem = problem(statement, view);
        if (problem.isPresent()) {
          broken.add(new BrokenView(database, view, definition(statement, view), problem.get()));
        }
      }
    }
    return List.copyOf(broken);
  }

  private List<String> views(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    String sql = "SHOW FULL TABLES FROM " + quoted(database) + " WHERE Table_type = 'VIEW'";
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private Optional<String> problem(Statement statement, String view) throws SQLException {
    try {
      statement.execute("SHOW FIELDS FROM " + qualified(view));
      statement.execute("SHOW CREATE TABLE " + qualified(view));
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(saidOf(e));
    }
  }

  private String definition(Statement statement, String view) throws SQLException {
    try (ResultSet row = statement.executeQuery("SHOW CREATE VIEW " + qualified(view))) {
      return row.next() ? orEmpty(row.getString(2)) : "";
    } catch (SQLException e) {
      saidOf(e);
      return queryOf(view);
    }
  }

  private String queryOf(String view) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(QUERY_OF_VIEW)) {
      statement.setString(1, database);
      statement.setString(2, view);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (database.equals(rows.getString(1))) {
            return orEmpty(rows.getString(2));
          }
        }
        return "";
      }
    }
  }

  /** What the server says against a view, which must not be confused with its silence. */
  private static String saidOf(SQLException refusal) throws SQLException {
    if (String.valueOf(refusal.getSQLState()).startsWith(CONNECTION_LOST)) {
      throw refusal;
    }
    return String.valueOf(refusal.getMessage()).replaceFirst("^\\(conn=\\d+\\) ", "");
  }

  private String qualified(String view) {
    return quoted(database) + "." + quoted(view);
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
