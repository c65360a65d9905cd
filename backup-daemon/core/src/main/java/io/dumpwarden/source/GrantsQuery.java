package io.dumpwarden.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads what the connection's account may do. */
final class GrantsQuery {

  /** What a server says that was started without its tables of privileges. */
  private static final int OPTION_PREVENTS_STATEMENT = 1290;

  /** An account that was found by a role or plugin may have no entry of its own. */
  private static final int NO_SUCH_GRANT = 1141;

  private GrantsQuery() {}

  static Grants read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String account = account(first(statement, "SELECT CURRENT_USER()", 1));
      boolean literal = first(statement, "SHOW VARIABLES LIKE 'partial_revokes'", 2).equals("ON");
      return Grants.of(account, shown(statement), literal);
    } catch (SQLException e) {
      if (e.getErrorCode() == OPTION_PREVENTS_STATEMENT) {
        return Grants.ofEverything();
      }
      throw e;
    }
  }

  private static List<String> shown(Statement statement) throws SQLException {
    List<String> lines = new ArrayList<>();
    // not FOR CURRENT_USER, which leaves out on MariaDB what a role gives
    try (ResultSet rows = statement.executeQuery("SHOW GRANTS")) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_GRANT) {
        throw e;
      }
    }
    return lines;
  }

  private static String first(Statement statement, String sql, int column) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(column) : "";
    }
  }

  /** {@code 'user'@'host'}; a user may hold an at sign, a host may not. */
  private static String account(String user) {
    int at = user.lastIndexOf('@');
    return quoted(user.substring(0, at)) + "@" + quoted(user.substring(at + 1));
  }

  private static String quoted(String name) {
    return "'" + name.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
