package io.dumpwarden.swap;

import io.dumpwarden.source.Grants;
import io.dumpwarden.source.ServerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the account must be allowed to do, and the GRANT for what it is not. */
record Rights(Grants grants) {

  private static final List<String> BESIDE =
      List.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "CREATE",
          "DROP",
          "REFERENCES",
          "INDEX",
          "ALTER",
          "LOCK TABLES",
          "TRIGGER");

  /** Any one of them. */
  private static final List<String> FOR_OTHERS =
      List.of("SUPER", "SET USER", "SET_ANY_DEFINER", "SET_USER_ID");

  private static final List<String> IN_PLACE =
      List.of(
          "SELECT",
          "INSERT",
          "CREATE",
          "DROP",
          "REFERENCES",
          "INDEX",
          "ALTER",
          "CREATE VIEW",
          "SHOW VIEW",
          "CREATE ROUTINE",
          "ALTER ROUTINE",
          "EVENT",
          "TRIGGER");

  List<Obstacle> missing(List<SwapUnit> units) {
    List<Obstacle> obstacles = new ArrayList<>();
    String beside = grants.literal() ? "*.*" : "`" + SwapNames.PATTERN + "`.*";
    missing(BESIDE, SwapNames.ALL + "new_00000000_1", beside).ifPresent(obstacles::add);
    for (SwapUnit unit : units) {
      missing(IN_PLACE, unit.database(), Sql.name(unit.database()) + ".*")
          .ifPresent(obstacles::add);
    }
    return obstacles;
  }

  /** Whether it may make views, triggers, routines and events that belong to other accounts. */
  boolean mayMakeForOthers() {
    return FOR_OTHERS.stream().anyMatch(grants::holds);
  }

  /**
   * That it may not.
   *
   * @param whose the database and the accounts
   */
  Obstacle forOthers(ServerFacts facts, String whose) {
    String privilege =
        switch (facts.flavor()) {
          case MARIADB -> "SET USER";
          case MYSQL -> facts.release().atLeast(8, 2) ? "SET_ANY_DEFINER" : "SET_USER_ID";
        };
    return new Obstacle(
        Obstacle.Kind.MISSING_RIGHT,
        "the restore account may not make definitions of other accounts, and could not bring back those of "
            + whose,
        "GRANT %s ON *.* TO %s".formatted(privilege, grants.account()));
  }

  /** Whether foreign keys of all databases can be seen. */
  boolean seesEverything() {
    return grants.holds("SELECT");
  }

  private Optional<Obstacle> missing(List<String> needed, String database, String object) {
    List<String> missing =
        needed.stream().filter(privilege -> !grants.holds(privilege, database)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                Obstacle.Kind.MISSING_RIGHT,
                "the restore account lacks privileges on " + object,
                "GRANT %s ON %s TO %s"
                    .formatted(String.join(", ", missing), object, grants.account())));
  }
}
