package io.dumpwarden.source;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What a dump leaves out on purpose.
 *
 * @param tables tells the names of tables, views and sequences that are left out; triggers go with
 *     their tables
 * @param kinds left out altogether
 */
public record LeftOut(Predicate<String> tables, Set<ObjectKind> kinds) {

  public LeftOut {
    kinds = Set.copyOf(kinds);
  }

  public static LeftOut nothing() {
    return new LeftOut(name -> false, Set.of());
  }

  public static LeftOut ofTables(Set<String> names) {
    return new LeftOut(Set.copyOf(names)::contains, Set.of());
  }
}
