package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import java.util.HashSet;
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

  /** Whether a backup is of just these: a combined file's scope says nothing of what is in it. */
  boolean isOf(Backup backup) {
    return new HashSet<>(backup.databases()).equals(new HashSet<>(databases));
  }

  /** A file of one database; its scope is told from that of a combined file. */
  static DumpUnit of(String database) {
    boolean ambiguous = database.equals(ALL) || database.equals(COMBINED);
    return new DumpUnit(ambiguous ? "`" + database + "`" : database, List.of(database));
  }
}
