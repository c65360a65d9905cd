package io.dumpwarden.engines;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the rows of a table, to compare them with another's. */
final class TableReader {

  private static final String COLUMNS =
      """
      SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?
        AND CAST(TABLE_SCHEMA AS BINARY) = ? AND CAST(TABLE_NAME AS BINARY) = ?
      ORDER BY ORDINAL_POSITION""";
  private static final String VIRTUAL_COLUMNS =
      """
      SELECT COLUMN_NAME FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?
        AND CAST(TABLE_SCHEMA AS BINARY) = ? AND CAST(TABLE_NAME AS BINARY) = ?
        AND EXTRA LIKE '%VIRTUAL%'""";
  private static final String TYPE =
      """
      SELECT TABLE_TYPE FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?
        AND CAST(TABLE_SCHEMA AS BINARY) = ? AND CAST(TABLE_NAME AS BINARY) = ?""";

  private final Session session;
  private final String table;

  TableReader(Session session, String table) {
    this.session = session;
    this.table = table;
  }

  /** Each with its type, as they stand in the table, invisible ones too. */
  List<List<String>> columns() throws SQLException {
    return described(COLUMNS);
  }

  /** What the rows of now hold in these columns, streamed. */
  TableContents contents(List<List<String>> columns) throws SQLException {
    return contents(columns.stream().map(TableReader::value).toList(), "");
  }

  /** Whether it keeps its past, which only MariaDB's tables do. */
  boolean keepsHistory() throws SQLException {
    return described(TYPE).get(0).get(0).equals("SYSTEM VERSIONED");
  }

  /** All rows there ever were, each with the time from when and until when. */
  TableContents history() throws SQLException {
    List<String> values =
        columns().stream().map(TableReader::value).collect(Collectors.toCollection(ArrayList::new));
    // Without columns of their own for it, rows have these two all the same.
    if (!shown().contains("PERIOD FOR SYSTEM_TIME")) {
      values.add("CAST(ROW_START AS BINARY)");
      values.add("CAST(ROW_END AS BINARY)");
    }
    return contents(values, " FOR SYSTEM_TIME ALL");
  }

  /**
   * Whether the server's checksum says anything: MariaDB takes virtual columns into it without
   * computing them, so that it changes from one server to the next.
   */
  boolean hasMeaningfulChecksum() throws SQLException {
    return described(VIRTUAL_COLUMNS).isEmpty();
  }

  /** What the server computes over all that it stores of the rows. */
  String checksum() throws SQLException {
    String sql = "CHECKSUM TABLE " + session.qualified(table) + " EXTENDED";
    return String.valueOf(session.stream(sql, Session::rowsOf).get(0).get(1));
  }

  private TableContents contents(List<String> values, String more) throws SQLException {
    String from = " FROM " + session.qualified(table) + more;
    return session.stream("SELECT " + String.join(", ", values) + from, TableContents::of);
  }

  private List<List<String>> described(String sql) throws SQLException {
    return session.select(sql, session.database(), table, session.database(), table);
  }

  private String shown() throws SQLException {
    return session.stream("SHOW CREATE TABLE " + session.qualified(table), Session::rowsOf)
        .get(0)
        .get(1);
  }

  /** As bytes, the server's own form of every type reaches us unchanged by the driver. */
  private static String value(List<String> column) {
    String name = Session.quote(column.get(0));
    // Servers show six digits of a FLOAT, and all of it only where it is calculated with.
    String exact = column.get(1).equals("float") ? name + " + 0e0" : name;
    return "CAST(" + exact + " AS BINARY)";
  }
}
