package io.dumpwarden.engines;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Says in what two databases differ: default character set and collation; definition of each table,
 * view, trigger (with its place among others), routine and event; the rows of each table by value.
 * The databases' own names, the next value of AUTO_INCREMENT, when a trigger was made and in which
 * order rows rest do not count. For MariaDB and MySQL.
 */
public final class DatabaseCompare {

  private static final int SHOWN = 2_000;

  private DatabaseCompare() {}

  /**
   * Compares; nobody should write to either database meanwhile.
   *
   * @param a by an account that may see all of {@code databaseA}; its time zone is set to UTC
   * @param b likewise
   * @return one line or more for each difference; empty when the databases are equal
   */
  public static List<String> differences(
      Connection a, String databaseA, Connection b, String databaseB) throws SQLException {
    DatabaseReader readerA = new DatabaseReader(a, databaseA);
    DatabaseReader readerB = new DatabaseReader(b, databaseB);
    Map<String, String> definitionsA = readerA.definitions();
    Map<String, String> definitionsB = readerB.definitions();
    List<String> differences = definitions(definitionsA, definitionsB);
    List<String> tables = readerA.tables();
    tables.retainAll(readerB.tables());
    for (String table : tables) {
      differences.addAll(rows(table, readerA, readerB));
    }
    return differences;
  }

  private static List<String> definitions(Map<String, String> a, Map<String, String> b) {
    TreeSet<String> all = new TreeSet<>(a.keySet());
    all.addAll(b.keySet());
    List<String> differences = new ArrayList<>();
    for (String object : all) {
      if (!b.containsKey(object)) {
        differences.add(object + ": only in the first database");
      } else if (!a.containsKey(object)) {
        differences.add(object + ": only in the second database");
      } else if (!Objects.equals(a.get(object), b.get(object))) {
        differences.add(
            "%s differs:%n%s%nagainst%n%s"
                .formatted(object, cut(a.get(object)), cut(b.get(object))));
      }
    }
    return differences;
  }

  private static List<String> rows(String table, DatabaseReader a, DatabaseReader b)
      throws SQLException {
    List<String> columns = a.columns(table);
    if (!columns.equals(b.columns(table))) {
      return List.of("rows of table " + table + ": not compared, the columns differ");
    }
    TableContents inA = a.contents(table, columns);
    TableContents inB = b.contents(table, columns);
    if (inA.equals(inB)) {
      return List.of();
    }
    if (inA.rows() != inB.rows()) {
      return List.of("rows of table %s: %d against %d".formatted(table, inA.rows(), inB.rows()));
    }
    return List.of("rows of table " + table + ": other values in " + culprits(table, a, b));
  }

  /** The columns whose values differ; none when the same values are combined to other rows. */
  private static List<String> culprits(String table, DatabaseReader a, DatabaseReader b)
      throws SQLException {
    List<String> culprits = new ArrayList<>();
    for (String column : a.columns(table)) {
      List<String> alone = List.of(column);
      if (!a.contents(table, alone).equals(b.contents(table, alone))) {
        culprits.add(column);
      }
    }
    return culprits;
  }

  private static String cut(String definition) {
    return definition.length() <= SHOWN ? definition : definition.substring(0, SHOWN) + "...";
  }
}
