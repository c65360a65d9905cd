package io.dumpwarden.engines.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of random columns and keys, with random rows.
 *
 * @param name quoted
 * @param definition the statement that makes it
 * @param columns quoted, those that values can be inserted into
 * @param rows each as a list in parentheses
 */
record RandomTable(String name, String definition, List<String> columns, List<String> rows) {

  private static final int AT_ONCE = 100;

  /** The statements that fill it. Rows that its keys do not allow are left out by the server. */
  List<String> inserts() {
    String into = "INSERT IGNORE INTO " + name + " (" + String.join(", ", columns) + ") VALUES\n";
    List<String> inserts = new ArrayList<>();
    for (int at = 0; at < rows.size(); at += AT_ONCE) {
      List<String> some = rows.subList(at, Math.min(at + AT_ONCE, rows.size()));
      inserts.add(some.stream().collect(Collectors.joining(",\n", into, "")));
    }
    return inserts;
  }
}
