package io.dumpwarden.metadata;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One table of the store, and its rows as SQL: a statement on each line. */
record StoreTable(String name, List<Column> columns) {

  /** What is of the moment: a restored store signs nobody in, locks nobody out, tells nobody. */
  private static final Set<String> PASSING =
      Set.of(
          "session",
          "login_failure",
          "notification_message",
          "notification_channel",
          "notification_ping");

  private static final int FETCHED = 200;
  private static final int STATEMENT_CHARACTERS = 256 * 1024;

  private static final Set<String> TEXTS =
      Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext");
  private static final Set<String> NUMBERS_AND_DATES =
      Set.of("tinyint", "smallint", "int", "bigint", "decimal", "double", "date", "datetime");

  private record Column(String name, String type) {

    /** Numbers and dates as the server writes them: drivers have ideas of their own. */
    String selected() {
      if (TEXTS.contains(type)) {
        return quote(name);
      }
      if (NUMBERS_AND_DATES.contains(type)) {
        return "CONCAT(" + quote(name) + ")";
      }
      throw new IllegalStateException("no text is known for a column of type " + type);
    }
  }

  /**
   * Every table that is kept: not Quartz's, which are a projection, not the migrations' own, since
   * a restored store has been migrated before its rows come, and not those of the moment.
   */
  static List<StoreTable> all(Connection connection) throws SQLException {
    return ofStore(connection).stream().filter(table -> !table.isPassing()).toList();
  }

  /** The tables of the moment, as far as the store has them. */
  static List<StoreTable> passing(Connection connection) throws SQLException {
    return ofStore(connection).stream().filter(StoreTable::isPassing).toList();
  }

  private boolean isPassing() {
    return PASSING.contains(name);
  }

  private static List<StoreTable> ofStore(Connection connection) throws SQLException {
    String sql =
        """
        SELECT table_name AS t FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
          AND table_name NOT LIKE 'QRTZ%' AND table_name <> 'flyway_schema_history'
        ORDER BY table_name
        """;
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString("t"));
      }
    }
    List<StoreTable> tables = new ArrayList<>();
    for (String name : names) {
      tables.add(new StoreTable(name, columns(connection, name)));
    }
    return tables;
  }

  private static List<Column> columns(Connection connection, String table) throws SQLException {
    String sql =
        """
        SELECT column_name AS c, data_type AS t FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position
        """;
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(
              new Column(rows.getString("c"), rows.getString("t").toLowerCase(Locale.ROOT)));
        }
      }
    }
    return columns;
  }

  String quoted() {
    return quote(name);
  }

  /** Writes all rows, and proves by their number that they were all. */
  long write(Connection connection, Writer out) throws SQLException, IOException {
    long counted = count(connection);
    String select =
        "SELECT %s FROM %s"
            .formatted(
                columns.stream().map(Column::selected).collect(Collectors.joining(", ")), quoted());
    long rows = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      try (ResultSet found = statement.executeQuery(select)) {
        rows = write(found, out);
      }
    }
    if (rows != counted) {
      throw new DumpwardenException(
          ErrorCode.DUMP_INCOMPLETE,
          "%d rows of table %s were read where %d are".formatted(rows, name, counted));
    }
    return rows;
  }

  private long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + quoted())) {
      count.next();
      return count.getLong(1);
    }
  }

  private long write(ResultSet found, Writer out) throws SQLException, IOException {
    String head =
        "INSERT INTO %s (%s) VALUES "
            .formatted(
                quoted(),
                columns.stream().map(c -> quote(c.name())).collect(Collectors.joining(", ")));
    long rows = 0;
    int length = 0;
    while (found.next()) {
      String row = row(found);
      boolean begins = length == 0 || length + row.length() > STATEMENT_CHARACTERS;
      if (begins && length > 0) {
        out.write(";\n");
      }
      out.write(begins ? head : ",");
      out.write(row);
      length = begins ? row.length() : length + row.length();
      rows++;
    }
    if (length > 0) {
      out.write(";\n");
    }
    return rows;
  }

  private String row(ResultSet found) throws SQLException {
    StringBuilder row = new StringBuilder("(");
    for (int i = 1; i <= columns.size(); i++) {
      literal(found.getString(i), row.append(i == 1 ? "" : ","));
    }
    return row.append(")").toString();
  }

  private static void literal(@Nullable String text, StringBuilder to) {
    if (text == null) {
      to.append("NULL");
      return;
    }
    to.append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'' -> to.append("\\'");
        case '\\' -> to.append("\\\\");
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\0' -> to.append("\\0");
        case '\u001a' -> to.append("\\Z");
        default -> to.append(c);
      }
    }
    to.append('\'');
  }

  private static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
