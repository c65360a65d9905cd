package io.dumpwarden.swap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Privileges on single routines: the server takes them away with the routine. */
record RoutineGrants(TargetSession session) {

  private static final String QUERY =
      """
      SELECT Db, User, Host, Routine_name, Routine_type, Proc_priv FROM mysql.procs_priv
      WHERE Db = ? ORDER BY Routine_name, User, Host""";

  /** What is granted on the database's routines; empty where the account may not read it. */
  Optional<List<RoutineGrant>> of(String database) throws SQLException {
    try {
      return Optional.of(session.rows(row -> grant(database, row), QUERY, database));
    } catch (SQLException e) {
      if (isDenied(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Grants them again where the routine exists.
   *
   * @return those that could not be granted, with the server's reason
   */
  List<String> restore(String database, List<RoutineGrant> grants) throws SQLException {
    if (grants.isEmpty()) {
      return List.of();
    }
    Set<String> routines =
        new Holdings(session, database)
            .definitions(new SwapUnit.Whole()).stream()
                .map(d -> key(d.kind().words(), d.name()))
                .collect(Collectors.toSet());
    List<String> failed = new ArrayList<>();
    for (RoutineGrant grant : grants) {
      if (routines.contains(key(grant.kind(), grant.routine()))) {
        restore(grant).ifPresent(failed::add);
      }
    }
    return failed;
  }

  private Optional<String> restore(RoutineGrant grant) throws SQLException {
    try {
      session.execute(grant.statement());
      return Optional.empty();
    } catch (SQLException e) {
      if (!session.isAlive()) {
        throw e;
      }
      return Optional.of(
          "a privilege on a routine must be granted again by hand: %s (%s)"
              .formatted(grant.statement(), e.getMessage()));
    }
  }

  private static RoutineGrant grant(String database, ResultSet row) throws SQLException {
    String user = row.getString(2);
    String host = row.getString(3);
    String routine = row.getString(4);
    String kind = row.getString(5);
    String privileges = row.getString(6);
    boolean passOn = privileges.contains("Grant");
    List<String> words = new ArrayList<>(List.of(privileges.toUpperCase(Locale.ROOT).split(",")));
    words.remove("GRANT");
    String what = words.isEmpty() || words.get(0).isEmpty() ? "USAGE" : String.join(", ", words);
    String account = host.isEmpty() ? Sql.name(user) : Sql.name(user) + "@" + Sql.name(host);
    return new RoutineGrant(
        kind,
        routine,
        "GRANT %s ON %s %s TO %s%s"
            .formatted(
                what,
                kind,
                Sql.name(database, routine),
                account,
                passOn ? " WITH GRANT OPTION" : ""));
  }

  /** Names of routines do not heed case. */
  private static String key(String kind, String name) {
    return kind + " " + name.toLowerCase(Locale.ROOT);
  }

  private static boolean isDenied(SQLException e) {
    return e.getErrorCode() == 1142 || e.getErrorCode() == 1143 || e.getErrorCode() == 1044;
  }
}
