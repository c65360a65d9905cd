package io.dumpwarden.drill;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.script.Rewrite;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptFilter;
import io.dumpwarden.script.ScriptNotes;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is changed in a dump so that it loads into a throwaway server.
 *
 * @param stream where the dump is to be written
 * @param filter null where every byte passes as it is
 */
record DumpRewrites(OutputStream stream, @Nullable ScriptFilter filter) {

  private static final Set<Rewrite> FROM_MYSQL =
      Set.of(Rewrite.COLLATIONS_FOR_MARIADB, Rewrite.MYSQL_REPLICATION);
  private static final Set<Rewrite> FROM_MARIADB =
      Set.of(
          Rewrite.COLLATIONS_FOR_MYSQL, Rewrite.SANDBOX_LINE, Rewrite.LOCKS, Rewrite.MARIADB_ONLY);

  /** What is to pass, and how. */
  static ScriptChoice choice(DrillSubject subject, ThrowawayServer server) {
    ScriptChoice choice =
        ScriptChoice.EVERYTHING.rewrites(rewrites(subject, server.login().flavor()));
    return renames(server.databases()) ? choice.databases(server.databases()) : choice;
  }

  static DumpRewrites into(OutputStream client, DrillSubject subject, ThrowawayServer server) {
    ScriptChoice choice = choice(subject, server);
    if (choice.isEverything()) {
      return new DumpRewrites(client, null);
    }
    ScriptFilter filter = new ScriptFilter(client, choice);
    return new DumpRewrites(filter, filter);
  }

  /** Texts that name a database by the name that it does not have here. */
  List<String> unproven() {
    return filter == null ? List.of() : unproven(filter.notes());
  }

  static List<String> unproven(ScriptNotes notes) {
    return notes.references().stream().map(Object::toString).toList();
  }

  private static boolean renames(Map<String, String> databases) {
    return databases.entrySet().stream().anyMatch(e -> !e.getKey().equals(e.getValue()));
  }

  /** Accounts are not part of a drill, and views do not open where theirs is missing. */
  private static Set<Rewrite> rewrites(DrillSubject subject, Flavor to) {
    Set<Rewrite> rewrites = EnumSet.noneOf(Rewrite.class);
    if (subject.hasDefiners()) {
      rewrites.add(Rewrite.DEFINERS);
    }
    if (subject.flavor() != to) {
      rewrites.addAll(to == Flavor.MARIADB ? FROM_MYSQL : FROM_MARIADB);
    }
    return rewrites;
  }
}
