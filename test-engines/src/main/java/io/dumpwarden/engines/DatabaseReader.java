package io.dumpwarden.engines;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the definitions of a database's objects, to compare them with another's. */
final class DatabaseReader {

  private final Session session;
  private final boolean renamed;

  /**
   * Reads through that connection, whose time zone is set to UTC.
   *
   * @param renamed whether the other database has another name
   */
  DatabaseReader(Connection connection, String database, boolean renamed) throws SQLException {
    this.session = new Session(connection, database);
    this.renamed = renamed;
    session.execute("SET time_zone = '+00:00'");
  }

  Session session() {
    return session;
  }

  /** Every object by its kind and name, with its definition. */
  Map<String, String> definitions() throws SQLException {
    Map<String, String> all = new TreeMap<>();
    all.put("database", defaults());
    for (ObjectKind kind : ObjectKind.values()) {
      for (List<String> row : session.objects(kind)) {
        String place = row.size() > 1 ? row.subList(1, row.size()) + "\n" : "";
        all.put(kind.words() + " " + row.get(0), place + definition(kind, row.get(0)));
      }
    }
    sequences(all);
    return all;
  }

  /** Character set, collation, comment, encryption: what follows the name. */
  private String defaults() throws SQLException {
    String statement = "CREATE DATABASE " + Session.quote(session.database());
    String shown = shown("SHOW " + statement);
    return shown.substring(shown.indexOf(statement) + statement.length());
  }

  /** How far each has come. */
  private void sequences(Map<String, String> all) throws SQLException {
    for (List<String> row : session.objects(ObjectKind.SEQUENCE)) {
      String sql = "SELECT * FROM " + session.qualified(row.get(0));
      String state = session.stream(sql, Session::rowsOf).toString();
      all.put("state of sequence " + row.get(0), state);
    }
  }

  private String definition(ObjectKind kind, String name) throws SQLException {
    String shown = shown("SHOW CREATE " + kind.words() + " " + session.qualified(name));
    // The database's own name is no difference where it was restored under another one.
    String local = renamed ? shown.replace(Session.quote(session.database()) + ".", "") : shown;
    return kind == ObjectKind.TABLE ? withoutMemories(local) : local;
  }

  /**
   * MySQL remembers whether a column's character set and collation were spelled out, and shows them
   * accordingly; restoring what it shows spells out the rest. A collation says it all, since its
   * name begins with the character set's.
   */
  private static String withoutMemories(String table) {
    return table.replaceAll("CHARACTER SET \\w+ (COLLATE \\w+)", "$1");
  }

  /** All columns of the one row but when a trigger was made, which a restore cannot bring back. */
  private String shown(String sql) throws SQLException {
    return session.stream(
        sql,
        row -> {
          row.next();
          return text(row);
        });
  }

  private static String text(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (!columns.getColumnLabel(i).equals("Created")) {
        text.append(row.getString(i)).append('\n');
      }
    }
    return text.toString();
  }
}
