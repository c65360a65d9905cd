package io.dumpwarden.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which databases of a server are dumped: those that match one of the included patterns and none of
 * the excluded ones. The server's own databases (mysql, sys, performance_schema,
 * information_schema, in any case) are never among them.
 *
 * @param include empty for every database
 */
public record DatabaseSelector(List<Glob> include, List<Glob> exclude) {

  private static final Set<String> SYSTEM =
      Set.of("mysql", "sys", "performance_schema", "information_schema");

  public DatabaseSelector {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /**
   * Reads two comma-separated lists of {@link Glob} patterns; null and blank stand for nothing
   * included in particular, and nothing excluded.
   *
   * @throws IllegalArgumentException for a malformed pattern, and where the server's own databases
   *     are included by name
   */
  public static DatabaseSelector parse(@Nullable String include, @Nullable String exclude) {
    List<Glob> included = globs(include);
    for (Glob glob : included) {
      if (glob.isPlain() && isSystem(glob.plainName())) {
        throw new IllegalArgumentException(
            "%s is the server's own database and is never dumped".formatted(glob.plainName()));
      }
    }
    return new DatabaseSelector(included, globs(exclude));
  }

  /** Those of the present databases that are to be dumped, in the order they came in. */
  public List<String> select(List<String> present) {
    return present.stream().filter(this::selects).toList();
  }

  /** The included names, written out in full, that are not present. */
  public List<String> unmatched(List<String> present) {
    return include.stream()
        .filter(Glob::isPlain)
        .map(Glob::plainName)
        .filter(name -> !present.contains(name))
        .distinct()
        .toList();
  }

  private boolean selects(String database) {
    return !isSystem(database)
        && (include.isEmpty() || anyMatches(include, database))
        && !anyMatches(exclude, database);
  }

  private static boolean anyMatches(List<Glob> globs, String database) {
    return globs.stream().anyMatch(glob -> glob.matches(database));
  }

  private static boolean isSystem(String database) {
    return SYSTEM.contains(database.toLowerCase(Locale.ROOT));
  }

  private static List<Glob> globs(@Nullable String text) {
    return text == null ? List.of() : Glob.parseList(text);
  }
}
