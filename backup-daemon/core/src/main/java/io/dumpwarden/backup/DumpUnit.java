package io.dumpwarden.backup;

import java.util.List;

/**
 * What one file of a run holds.
 *
 * @param scope the database, or {@code all} / {@code combined} for several
 * @param databases at least one
 */
public record DumpUnit(String scope, List<String> databases) {

  /** The scope of a combined file of every database. */
  static final String ALL = "all";

  /** The scope of a combined file of some. */
  static final String COMBINED = "combined";

  public DumpUnit {
    databases = List.copyOf(databases);
  }

  /** A file of one database; its scope is told from that of a combined file. */
  static DumpUnit of(String database) {
    boolean ambiguous = database.equals(ALL) || database.equals(COMBINED);
    return new DumpUnit(ambiguous ? "`" + database + "`" : database, List.of(database));
  }
}
