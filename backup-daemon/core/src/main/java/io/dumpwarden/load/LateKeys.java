package io.dumpwarden.load;

import io.dumpwarden.catalog.ShortHash;
import java.util.ArrayList;
import java.util.List;

/**
 * What a table gets when its rows are there.
 *
 * @param database of the target
 * @param keys statements for that database
 * @param foreignKeys the same, for when all tables have their keys
 * @param heldStatistics whether the server counts them again only now, see {@link HeldStatistics}
 */
record LateKeys(
    String database,
    String table,
    List<String> keys,
    List<String> foreignKeys,
    boolean heldStatistics) {

  private static final int HASH_BYTES = 16;

  LateKeys {
    keys = List.copyOf(keys);
    foreignKeys = List.copyOf(foreignKeys);
  }

  /** All for as soon as the rows of this table are there. */
  List<String> afterRows() {
    List<String> all = new ArrayList<>();
    if (heldStatistics) {
      // first, as long as the table is what it was when they were held
      all.add(HeldStatistics.release(table));
    }
    all.addAll(keys);
    if (heldStatistics) {
      // keys that are added do not have the rows counted
      all.add(HeldStatistics.count(table));
    }
    return all;
  }

  /** All of it. */
  List<String> all() {
    List<String> all = afterRows();
    all.addAll(foreignKeys);
    return all;
  }

  /** What a statement of it is about, for people. */
  String about(String statement) {
    return keys.contains(statement) || foreignKeys.contains(statement)
        ? "the keys of "
        : "the statistics of ";
  }

  /** What the journal calls a statement of it: the same is said for tables of other databases. */
  String part(String statement) {
    return "keys " + ShortHash.of(String.join("\0", database, table, statement), HASH_BYTES);
  }
}
