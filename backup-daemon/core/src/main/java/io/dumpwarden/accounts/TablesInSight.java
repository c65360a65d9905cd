package io.dumpwarden.accounts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Which tables there are: grants outlive the tables that they are on, but nobody can repeat them. */
final class TablesInSight {

  private static final String TABLE =
      """
      SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?""";

  private final Connection connection;

  TablesInSight(Connection connection) {
    this.connection = connection;
  }

  /** Whether a server that has the same tables takes the grant. */
  boolean allow(GrantLine.Privileges grant) throws SQLException {
    return !grant.object().isTable() || grant.makesTables() || exists(grant.object());
  }

  private boolean exists(GrantObject object) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
      statement.setString(1, object.database());
      statement.setString(2, object.table());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
