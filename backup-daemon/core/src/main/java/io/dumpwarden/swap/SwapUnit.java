package io.dumpwarden.swap;

import java.util.Set;

/**
 * One database of the target server that is to be replaced, all of it or some of its tables.
 *
 * @param database its name on the target server; it need not exist
 * @param characterSet the default that the database is to have; empty for the one it has, or else
 *     the server's own
 * @param collation likewise; empty for the character set's own
 * @param scope how much of it
 */
public record SwapUnit(String database, String characterSet, String collation, Scope scope) {

  /** How much of a database is replaced. */
  public sealed interface Scope {

    /** Whether this table, view or sequence is replaced. */
    boolean holds(String table);

    /** Whether it is everything. */
    boolean isWhole();

    /** What it is where it is not everything; else none. */
    Set<String> names();
  }

  /** Everything: what is not in the new data is gone afterwards. */
  public record Whole() implements Scope {

    @Override
    public boolean isWhole() {
      return true;
    }

    @Override
    public Set<String> names() {
      return Set.of();
    }

    @Override
    public boolean holds(String table) {
      return true;
    }
  }

  /**
   * Only these tables, views and sequences, with the tables' triggers. What else the database holds
   * stays as it is, routines and events among it.
   */
  public record Tables(Set<String> names) implements Scope {

    public Tables {
      names = Set.copyOf(names);
    }

    @Override
    public boolean isWhole() {
      return false;
    }

    @Override
    public boolean holds(String table) {
      return names.contains(table);
    }
  }

  public static SwapUnit whole(String database, String characterSet, String collation) {
    return new SwapUnit(database, characterSet, collation, new Whole());
  }

  /** The tables move into a database that keeps its own defaults. */
  public static SwapUnit tables(String database, Set<String> names) {
    return new SwapUnit(database, "", "", new Tables(names));
  }

  boolean isWhole() {
    return scope.isWhole();
  }
}
