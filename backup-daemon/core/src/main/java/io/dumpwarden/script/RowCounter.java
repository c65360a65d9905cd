package io.dumpwarden.script;

import java.util.Map;

/**
 * Counts the rows that a dump's INSERT and REPLACE statements insert, as it passes. Memory grows
 * with the number of tables, not with the rows. For one thread.
 */
public final class RowCounter {

  /** The next bytes of the raw SQL, cut anywhere. */
  public void see(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * The rows by table, of what was seen so far, in the order of the dump: every table that the dump
   * creates or fills, empty ones with 0. The database is empty where the dump does not name it.
   */
  public Map<ScriptTable, Long> rows() {
    throw new UnsupportedOperationException("to come");
  }
}
