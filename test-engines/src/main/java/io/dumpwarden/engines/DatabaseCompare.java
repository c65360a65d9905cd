package io.dumpwarden.engines;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Says in what two databases differ: what SHOW CREATE says of the database and of each table, view,
 * sequence, trigger (with its place among others), routine, package and event; the next value of
 * AUTO_INCREMENT and of sequences; the rows of each table by value and by the server's checksum;
 * the history of system-versioned tables. The databases' own names, when a trigger was made and in
 * which order rows rest do not count. For MariaDB and MySQL; both of the same kind and version.
 */
public final class DatabaseCompare {

  private DatabaseCompare() {}

  /**
   * Compares databases of the same names on two servers, as {@link #differences(Connection, String,
   * Connection, String)} does.
   *
   * @return lines that begin with the database's name
   */
  public static List<String> differences(Connection a, Connection b, Collection<String> databases)
      throws SQLException {
    List<String> differences = new ArrayList<>();
    for (String database : databases) {
      for (String line : either(a, b, database)) {
        differences.add(OneLine.of(database) + ": " + line);
      }
    }
    return differences;
  }

  /**
   * Compares; nobody should write to either database meanwhile.
   *
   * @param a by an account that may see all of {@code databaseA}; its time zone is set to UTC
   * @param b likewise
   * @return one line for each difference; empty when the databases are equal
   */
  public static List<String> differences(
      Connection a, String databaseA, Connection b, String databaseB) throws SQLException {
    boolean renamed = !databaseA.equals(databaseB);
    DatabaseReader readerA = new DatabaseReader(a, databaseA, renamed);
    DatabaseReader readerB = new DatabaseReader(b, databaseB, renamed);
    List<String> differences = definitions(readerA.definitions(), readerB.definitions());
    boolean same = Jdbc.version(a).equals(Jdbc.version(b));
    List<String> tables = tables(readerA.session());
    tables.retainAll(tables(readerB.session()));
    for (String table : tables) {
      TableCompare compare = new TableCompare(table, readerA.session(), readerB.session());
      compare.differences(same).forEach(line -> differences.add(line));
    }
    return differences;
  }

  private static List<String> either(Connection a, Connection b, String database)
      throws SQLException {
    boolean inA = exists(a, database);
    if (inA && exists(b, database)) {
      return differences(a, database, b, database);
    }
    return List.of("only on the " + (inA ? "first" : "second") + " server");
  }

  private static boolean exists(Connection connection, String database) throws SQLException {
    String sql =
        "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA "
            + "WHERE CAST(SCHEMA_NAME AS BINARY) = ?";
    return !new Session(connection, database).select(sql, database).isEmpty();
  }

  private static List<String> tables(Session session) throws SQLException {
    List<String> names = new ArrayList<>();
    session.objects(ObjectKind.TABLE).forEach(row -> names.add(row.get(0)));
    return names;
  }

  private static List<String> definitions(Map<String, String> a, Map<String, String> b) {
    TreeSet<String> all = new TreeSet<>(a.keySet());
    all.addAll(b.keySet());
    List<String> differences = new ArrayList<>();
    for (String object : all) {
      String name = OneLine.of(object);
      if (!b.containsKey(object)) {
        differences.add(name + ": only in the first database");
      } else if (!a.containsKey(object)) {
        differences.add(name + ": only in the second database");
      } else if (!Objects.equals(a.get(object), b.get(object))) {
        differences.add(name + " differs: " + OneLine.ofBoth(a.get(object), b.get(object)));
      }
    }
    return differences;
  }
}
