package io.dumpwarden.source;

import io.dumpwarden.config.Flavor;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a dump may lack without an error: servers show an account only what its privileges
 * let it see, and dump tools leave out what they are not shown.
 *
 * @param what the part and its database
 * @param remedy the statement that makes it visible
 */
public record Unproven(String what, String remedy) {

  private static final List<Part> PARTS =
      List.of(
          new Part("tables", "SELECT"),
          new Part("views", "SHOW VIEW"),
          new Part("triggers", "TRIGGER"),
          new Part("events", "EVENT"));

  private record Part(String name, String privilege) {}

  /** The same of several databases. */
  public static List<Unproven> in(List<String> databases, ServerFacts server) {
    return databases.stream().flatMap(database -> in(database, server).stream()).toList();
  }

  /** What of this database the account is not proven to see; empty where a dump holds it all. */
  public static List<Unproven> in(String database, ServerFacts server) {
    Grants grants = server.grants();
    List<Unproven> unproven = new ArrayList<>();
    for (Part part : PARTS) {
      if (!grants.holds(part.privilege(), database)) {
        unproven.add(
            new Unproven(
                part.name() + " of " + database,
                grant(part.privilege(), quoted(grants.scope(database)) + ".*", grants)));
      }
    }
    if (!seesRoutines(database, server)) {
      unproven.add(new Unproven("routines of " + database, routinesRemedy(database, server)));
    }
    return List.copyOf(unproven);
  }

  /** Whether it is about objects of a kind. */
  public boolean isOf(ObjectKind kind) {
    return what.startsWith(kind.word() + "s of ");
  }

  /** In one line, for manifests and logs. */
  public String warning() {
    return "%s may be missing, since the account is not proven to see all of them: run %s"
        .formatted(what, remedy);
  }

  private static boolean seesRoutines(String database, ServerFacts server) {
    Grants grants = server.grants();
    if (server.flavor() == Flavor.MYSQL && server.release().atLeast(8, 0)) {
      return grants.holds("SELECT") && grants.holds("SELECT", database)
          || hasShowRoutine(server) && grants.holds("SHOW_ROUTINE");
    }
    return grants.holds("SELECT", "mysql", "proc")
        || hasShowCreateRoutine(server) && grants.holds("SHOW CREATE ROUTINE", database);
  }

  private static String routinesRemedy(String database, ServerFacts server) {
    Grants grants = server.grants();
    if (hasShowCreateRoutine(server)) {
      return grant("SHOW CREATE ROUTINE", quoted(grants.scope(database)) + ".*", grants);
    }
    if (hasShowRoutine(server)) {
      return grant("SHOW_ROUTINE", "*.*", grants);
    }
    boolean hasProc = server.flavor() == Flavor.MARIADB || !server.release().atLeast(8, 0);
    return grant("SELECT", hasProc ? "mysql.proc" : "*.*", grants);
  }

  private static boolean hasShowCreateRoutine(ServerFacts server) {
    return server.flavor() == Flavor.MARIADB && server.release().atLeast(11, 3);
  }

  private static boolean hasShowRoutine(ServerFacts server) {
    return server.flavor() == Flavor.MYSQL
        && server.release().compareTo(new Version(8, 0, 20)) >= 0;
  }

  private static String grant(String privilege, String object, Grants grants) {
    return "GRANT %s ON %s TO %s;".formatted(privilege, object, grants.account());
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
