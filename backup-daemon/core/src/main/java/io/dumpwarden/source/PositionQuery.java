package io.dumpwarden.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where a server's binary log stands. */
final class PositionQuery {

  private final Statement statement;

  private PositionQuery(Statement statement) {
    this.statement = statement;
  }

  static Optional<BinlogPosition> read(Connection connection, ServerFacts server)
      throws SQLException {
    if (!server.binlog()) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement()) {
      PositionQuery query = new PositionQuery(statement);
      BinlogPosition found =
          switch (server.flavor()) {
            case MARIADB -> query.mariaDb();
            case MYSQL -> query.mySql(server);
          };
      return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
  }

  /** Every account may read the status, and may ask for the GTIDs of that very place. */
  private BinlogPosition mariaDb() throws SQLException {
    Map<String, String> status = new HashMap<>();
    try (ResultSet rows = statement.executeQuery("SHOW STATUS LIKE 'binlog_snapshot_%'")) {
      while (rows.next()) {
        status.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
      }
    }
    String file = orNull(status.get("binlog_snapshot_file"));
    if (file == null) {
      return new BinlogPosition(text("SELECT @@GLOBAL.gtid_binlog_pos"), null, null, false);
    }
    long position = Long.parseLong(status.getOrDefault("binlog_snapshot_position", "0"));
    String quoted = file.replace("\\", "\\\\").replace("'", "''");
    String gtid = text("SELECT BINLOG_GTID_POS('%s', %d)".formatted(quoted, position));
    return new BinlogPosition(gtid, file, position, false);
  }

  private BinlogPosition mySql(ServerFacts server) throws SQLException {
    if (!BinlogGrant.mayAsk(server)) {
      return new BinlogPosition(text("SELECT @@GLOBAL.gtid_executed"), null, null, false);
    }
    String sql = server.release().atLeast(8, 2) ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    try (ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        return new BinlogPosition(null, null, null, false);
      }
      return new BinlogPosition(
          gtids(row.getString("Executed_Gtid_Set")),
          row.getString("File"),
          row.getLong("Position"),
          false);
    }
  }

  private @Nullable String text(String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? gtids(row.getString(1)) : null;
    }
  }

  /** On one line; null where there are none. */
  private static @Nullable String gtids(@Nullable String shown) {
    return shown == null ? null : orNull(shown.replaceAll("\\s", ""));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
