package io.dumpwarden.accounts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tables and columns there are: grants outlive what they are on, but nobody can repeat them
 * then. Of routines only the database counts, since dropping one drops its grants, and since
 * servers hide routines from accounts that see everything else.
 */
final class ObjectsInSight {

  private static final String DATABASE =
      "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?";
  private static final String TABLE =
      """
      SELECT TABLE_NAME FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?""";
  private static final String COLUMNS =
      """
      SELECT COLUMN_NAME FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?""";

  private final Connection connection;

  ObjectsInSight(Connection connection) {
    this.connection = connection;
  }

  /** Whether a server that has the same objects takes the grant. */
  boolean allow(GrantLine.Privileges grant) throws SQLException {
    GrantObject object = grant.object();
    if (!object.isTable()) {
      return !names(DATABASE, object.database()).isEmpty();
    }
    return grant.makesTables()
        || !names(TABLE, object.database(), object.table()).isEmpty()
            && (grant.columns().isEmpty()
                || names(COLUMNS, object.database(), object.table()).containsAll(grant.columns()));
  }

  private Set<String> names(String sql, String... parameters) throws SQLException {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }
}
