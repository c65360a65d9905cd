package io.dumpwarden.source;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an account may do, as far as SHOW GRANTS proves it: its own privileges, and those of the
 * roles that a login gives it.
 *
 * @param account as a GRANT statement names it
 * @param literal whether the server takes patterns in the names of databases literally
 */
public record Grants(String account, List<Grant> lines, boolean literal) {

  public Grants {
    lines = List.copyOf(lines);
  }

  /** For a server that checks no privileges. */
  public static Grants ofEverything() {
    return of("", List.of("GRANT ALL PRIVILEGES ON *.* TO everybody"), false);
  }

  /**
   * @param shown the lines of SHOW GRANTS
   */
  static Grants of(String account, List<String> shown, boolean literal) {
    return new Grants(
        account, shown.stream().flatMap(l -> Grant.parse(l).stream()).toList(), literal);
  }

  /** Whether it holds on everything. */
  public boolean holds(String privilege) {
    return granted().anyMatch(g -> g.isOnEverything() && g.holds(privilege));
  }

  /** Whether it holds on everything, and is taken away from no database. */
  public boolean holdsEverywhere(String privilege) {
    return holds(privilege) && lines.stream().noneMatch(g -> g.revoked() && g.holds(privilege));
  }

  /** Whether it holds on this database, from whichever level. */
  public boolean holds(String privilege, String database) {
    return holds(privilege) && !isRevoked(privilege, database)
        || byHolder().stream().anyMatch(grants -> decides(grants, privilege, database));
  }

  /** Whether it holds on this very table, or on all of its database. */
  boolean holds(String privilege, String database, String table) {
    return holds(privilege, database)
        || granted().anyMatch(g -> g.isOnTable(database, table) && g.holds(privilege));
  }

  /**
   * The object of the grants that count for a database: the servers heed one of them only, so that
   * a further privilege must go to that one.
   */
  String scope(String database) {
    return byHolder().stream()
        .map(grants -> deciding(grants, database))
        .flatMap(List::stream)
        .map(Grant::database)
        .findFirst()
        .orElse(literal ? database : Grant.escaped(database));
  }

  private boolean isRevoked(String privilege, String database) {
    return lines.stream()
        .anyMatch(g -> g.revoked() && g.database().equals(database) && g.holds(privilege));
  }

  private boolean decides(List<Grant> grants, String privilege, String database) {
    List<Grant> deciding = deciding(grants, database);
    return !deciding.isEmpty() && deciding.stream().allMatch(g -> g.holds(privilege));
  }

  /** The one that names the database, or else all that fit, since which of them counts varies. */
  private List<Grant> deciding(List<Grant> grants, String database) {
    if (literal) {
      return grants.stream().filter(g -> g.database().equals(database)).toList();
    }
    List<Grant> naming = grants.stream().filter(g -> g.names(database)).toList();
    return naming.isEmpty() ? grants.stream().filter(g -> g.fits(database)).toList() : naming;
  }

  private Collection<List<Grant>> byHolder() {
    return granted()
        .filter(Grant::isOnDatabases)
        .collect(Collectors.groupingBy(Grant::holder))
        .values();
  }

  private Stream<Grant> granted() {
    return lines.stream().filter(g -> !g.revoked());
  }
}
