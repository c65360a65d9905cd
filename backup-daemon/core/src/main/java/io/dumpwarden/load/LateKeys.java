package io.dumpwarden.load;

import java.util.List;

/**
 * Keys of a table that are made when its rows are there.
 *
 * @param database of the target
 * @param keys statements for that database
 * @param foreignKeys the same, for when all tables have their keys
 */
record LateKeys(String database, String table, List<String> keys, List<String> foreignKeys) {

  LateKeys {
    keys = List.copyOf(keys);
    foreignKeys = List.copyOf(foreignKeys);
  }

  /** What the journal calls a statement of it. */
  static String part(String statement) {
    return "keys %08x %d".formatted(statement.hashCode(), statement.length());
  }
}
