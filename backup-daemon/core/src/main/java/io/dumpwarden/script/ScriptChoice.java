package io.dumpwarden.script;

import io.dumpwarden.config.TableGlob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a dump is wanted, and under which names.
 *
 * @param databases the names in the dump and those to get; where it is empty, all are wanted, by
 *     {@code soleTarget} or under their own names
 * @param tables patterns of tables, sequences and views, held against the names in the dump; where
 *     it is empty, all are wanted
 * @param unnamed the name that stands for the database of statements before any USE, as in dumps of
 *     one database without {@code --databases}; it counts as a name in the dump, and the filter
 *     puts CREATE DATABASE IF NOT EXISTS and USE in front. Null where the dump names its databases
 * @param soleTarget the name that the dump's only database gets, whatever it is called; null for
 *     none
 */
public record ScriptChoice(
    Map<String, String> databases,
    List<TableGlob> tables,
    ScriptPart part,
    Set<Rewrite> rewrites,
    @Nullable String unnamed,
    @Nullable String soleTarget) {

  /** Everything, as it is. */
  public static final ScriptChoice EVERYTHING =
      new ScriptChoice(Map.of(), List.of(), ScriptPart.ALL, Set.of(), null, null);

  public ScriptChoice {
    databases = Map.copyOf(databases);
    tables = List.copyOf(tables);
    rewrites = Set.copyOf(rewrites);
    if (soleTarget != null && !databases.isEmpty()) {
      throw new IllegalArgumentException("either databases by name or one target for the only one");
    }
  }

  /** These databases and no others: the name in the dump, and the one it gets. */
  public ScriptChoice databases(Map<String, String> names) {
    return new ScriptChoice(names, tables, part, rewrites, unnamed, null);
  }

  /** The dump's only database, under this name; a second one in it is an error. */
  public ScriptChoice into(String target) {
    return new ScriptChoice(Map.of(), tables, part, rewrites, unnamed, target);
  }

  public ScriptChoice tables(List<TableGlob> globs) {
    return new ScriptChoice(databases, globs, part, rewrites, unnamed, soleTarget);
  }

  public ScriptChoice part(ScriptPart wanted) {
    return new ScriptChoice(databases, tables, wanted, rewrites, unnamed, soleTarget);
  }

  public ScriptChoice rewrites(Set<Rewrite> wanted) {
    return new ScriptChoice(databases, tables, part, wanted, unnamed, soleTarget);
  }

  /** For a dump without CREATE DATABASE and USE. */
  public ScriptChoice unnamed(String name) {
    return new ScriptChoice(databases, tables, part, rewrites, name, soleTarget);
  }

  /** Whether every byte would pass as it is, so that no filter is needed. */
  public boolean isEverything() {
    return equals(EVERYTHING);
  }

  /** Whether parts of the dump are left out, apart from what {@link Rewrite}s drop. */
  boolean isNarrow() {
    return !databases.isEmpty() || !tables.isEmpty() || part != ScriptPart.ALL;
  }

  boolean has(Rewrite rewrite) {
    return rewrites.contains(rewrite);
  }

  /** The name that a database of the dump gets; empty where it is not wanted. */
  public Optional<String> target(String database) {
    if (soleTarget != null) {
      return Optional.of(soleTarget);
    }
    return databases.isEmpty()
        ? Optional.of(database)
        : Optional.ofNullable(databases.get(database));
  }

  /** Whether a table, sequence or view of a database that is wanted is wanted too. */
  public boolean wants(ScriptTable table) {
    return tables.isEmpty()
        || tables.stream().anyMatch(glob -> glob.matches(table.database(), table.table()));
  }
}
