package io.dumpwarden.config;

/** Tables of ours that may stand among those of a database, and belong into no dump. */
public final class OwnTables {

  /** What a restore has done in a database so far; it is dropped when the restore is done. */
  public static final String LOAD_JOURNAL = "_dumpwarden_load";

  private OwnTables() {}

  public static boolean has(String table) {
    return LOAD_JOURNAL.equals(table);
  }
}
