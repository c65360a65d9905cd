package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import java.util.HashSet;
import java.util.List;

/**
 * What one file of a run holds.
 *
 * @param scope what retention and estimates know it by: its name, and what tells it from files of
 *     that name with other contents
 * @param name the database, or {@code all} / {@code combined} for several: what keys are named by
 * @param databases at least one
 */
public record DumpUnit(String scope, String name, List<String> databases) {

  /** The name of a combined file of every database. */
  public static final String ALL = "all";

  /** The name of a combined file of some. */
  public static final String COMBINED = "combined";

  public DumpUnit {
    databases = List.copyOf(databases);
  }

  /** Whether a backup is of just these: what all databases are changes from time to time. */
  boolean isOf(Backup backup) {
    return new HashSet<>(backup.databases()).equals(new HashSet<>(databases));
  }

  /** A file of one database; its name is told from that of a combined file. */
  public static DumpUnit of(String database) {
    boolean ambiguous = database.equals(ALL) || database.equals(COMBINED);
    String name = ambiguous ? "`" + database + "`" : database;
    return new DumpUnit(name, name, List.of(database));
  }

  /** The same, in a series of its own. */
  DumpUnit inVariant(String variant) {
    return variant.isEmpty() ? this : new DumpUnit(name + "+" + variant, name, databases);
  }
}
