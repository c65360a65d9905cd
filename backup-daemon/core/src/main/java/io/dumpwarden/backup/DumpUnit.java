package io.dumpwarden.backup;

import java.util.List;

/**
 * What one file of a run holds.
 *
 * @param scope the database, or {@code all} / {@code combined} for several
 * @param databases at least one
 */
public record DumpUnit(String scope, List<String> databases) {

  public DumpUnit {
    databases = List.copyOf(databases);
  }

  static DumpUnit of(String database) {
    return new DumpUnit(database, List.of(database));
  }
}
