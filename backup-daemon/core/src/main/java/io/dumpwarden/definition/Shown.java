package io.dumpwarden.definition;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What SHOW CREATE said.
 *
 * @param columns by their labels
 * @param statement the bytes of the statement, in the encoding that was asked for
 */
record Shown(Map<String, @Nullable String> columns, byte[] statement) {

  private static final String CONNECTION_LOST = "08";

  /** No such table, routine, trigger, event, sequence, database. */
  private static final Set<Integer> GONE = Set.of(1146, 1305, 1360, 1539, 4091, 1049);

  /** For want of a privilege: on a database, a table, a column, the server, a routine. */
  private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143, 1227, 1370);

  static Shown of(ServerReading server, Defined object) throws SQLException {
    try {
      List<Shown> shown = server.shown(row -> read(row, object), object.show());
      if (shown.isEmpty()) {
        throw gone(object, null);
      }
      return shown.get(0);
    } catch (SQLException e) {
      throw failure(object, e);
    }
  }

  /** As text, where it came in the connection's own encoding. */
  String text() {
    return new String(statement, StandardCharsets.UTF_8);
  }

  String setting(String label) {
    String value = columns.get(label);
    return value == null ? "" : value;
  }

  /** What it means that the server does not show an object; the error itself for a lost server. */
  static DumpwardenException failure(Defined object, SQLException e) throws SQLException {
    if (String.valueOf(e.getSQLState()).startsWith(CONNECTION_LOST)) {
      throw e;
    }
    if (GONE.contains(e.getErrorCode())) {
      return gone(object, e);
    }
    String said = String.valueOf(e.getMessage()).replaceFirst("^\\(conn=\\d+\\) ", "");
    String message = "the server does not show %s: %s".formatted(object.describe(), said);
    if (DENIED.contains(e.getErrorCode())) {
      return new DumpwardenException(ErrorCode.ACCESS_DENIED, message, e);
    }
    return new DumpwardenException(
        ErrorCode.DUMP_FAILED, message, "repair or drop it, or leave it out of the schedule", e);
  }

  static DumpwardenException gone(Defined object, @Nullable SQLException e) {
    return new DumpwardenException(
        ErrorCode.DEFINITION_CHANGED,
        "%s was dropped while it was being dumped".formatted(object.describe()),
        e);
  }

  private static Shown read(ResultSet row, Defined object) throws SQLException {
    byte @Nullable [] statement = row.getBytes(object.kind().textColumn());
    if (statement == null) {
      throw new DumpwardenException(
          ErrorCode.ACCESS_DENIED,
          "the account may not read " + object.describe(),
          "GRANT SELECT ON *.* or, on MySQL from 8.0.20 on, SHOW_ROUTINE to the backup account",
          null);
    }
    Map<String, @Nullable String> columns = new LinkedHashMap<>();
    ResultSetMetaData labels = row.getMetaData();
    for (int i = 1; i <= labels.getColumnCount(); i++) {
      columns.put(labels.getColumnLabel(i), row.getString(i));
    }
    return new Shown(columns, statement);
  }
}
