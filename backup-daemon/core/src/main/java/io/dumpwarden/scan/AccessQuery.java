package io.dumpwarden.scan;

import io.dumpwarden.source.DatabasePattern;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a server who may read or change what; the account must be allowed to see others. */
final class AccessQuery {

  /** A database that is NULL stands for all, one on its own for a pattern. */
  private static final String PRIVILEGES =
      """
      SELECT DISTINCT GRANTEE, NULL AS held_in, FALSE AS exact
      FROM information_schema.USER_PRIVILEGES
      WHERE PRIVILEGE_TYPE IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
      UNION ALL
      SELECT DISTINCT GRANTEE, TABLE_SCHEMA, FALSE FROM information_schema.SCHEMA_PRIVILEGES
      UNION ALL
      SELECT DISTINCT GRANTEE, TABLE_SCHEMA, TRUE FROM information_schema.TABLE_PRIVILEGES
      UNION ALL
      SELECT DISTINCT GRANTEE, TABLE_SCHEMA, TRUE FROM information_schema.COLUMN_PRIVILEGES""";

  private record Privilege(String grantee, @Nullable String database, boolean exact) {

    /** Whether it is one of the server's own accounts. */
    boolean isOfSystem() {
      return grantee.startsWith("'mysql.") || grantee.startsWith("'mariadb.sys'");
    }

    boolean fits(String name) {
      return database == null
          || (exact ? database.equals(name) : new DatabasePattern(database).fits(name));
    }
  }

  private final Connection connection;
  private final boolean literal;

  /**
   * @param literal whether the server takes patterns in the names of databases literally
   */
  AccessQuery(Connection connection, boolean literal) {
    this.connection = connection;
    this.literal = literal;
  }

  Map<String, Access> of(List<String> databases) throws SQLException {
    List<Privilege> privileges = privileges();
    Map<String, Access> found = new HashMap<>();
    for (String name : databases) {
      Set<String> grantees = new HashSet<>();
      privileges.stream().filter(p -> p.fits(name)).forEach(p -> grantees.add(p.grantee()));
      found.put(name, Access.of(grantees));
    }
    return found;
  }

  private List<Privilege> privileges() throws SQLException {
    List<Privilege> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(PRIVILEGES)) {
      while (row.next()) {
        Privilege privilege =
            new Privilege(row.getString(1), row.getString(2), literal || row.getBoolean(3));
        if (!privilege.isOfSystem()) {
          found.add(privilege);
        }
      }
    }
    return found;
  }
}
