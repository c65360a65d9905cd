package io.dumpwarden.load;

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
    if (heldStatistics && keys.isEmpty()) {
      // else they are counted with the keys
      all.add(HeldStatistics.count(table));
    }
    return all;
  }

  /** What a statement of it is about, for people. */
  String about(String statement) {
    return keys.contains(statement) || foreignKeys.contains(statement)
        ? "the keys of "
        : "the statistics of ";
  }

  /** What the journal calls a statement of it. */
  static String part(String statement) {
    return "keys %08x %d".formatted(statement.hashCode(), statement.length());
  }
}
