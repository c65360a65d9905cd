package io.dumpwarden.load;

import io.dumpwarden.catalog.ShortHash;
import java.util.List;

/**
 * Keys of a table that are made when its rows are there.
 *
 * @param database of the target
 * @param keys statements for that database
 * @param foreignKeys the same, for when all tables have their keys
 */
record LateKeys(String database, String table, List<String> keys, List<String> foreignKeys) {

  private static final int HASH_BYTES = 16;

  LateKeys {
    keys = List.copyOf(keys);
    foreignKeys = List.copyOf(foreignKeys);
  }

  /** What the journal calls a statement of it: the same is said for tables of other databases. */
  String part(String statement) {
    return "keys " + ShortHash.of(String.join("\0", database, table, statement), HASH_BYTES);
  }
}
