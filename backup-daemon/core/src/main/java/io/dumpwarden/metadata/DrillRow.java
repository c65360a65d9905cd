package io.dumpwarden.metadata;

import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillResult;
import io.dumpwarden.drill.DrillStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A drill as a row. */
final class DrillRow {

  private DrillRow() {}

  static Drill read(ResultSet row, StatementContext context) throws SQLException {
    return new Drill(
        row.getString("id"),
        row.getString("backup_id"),
        row.getString("schedule"),
        row.getString("server"),
        row.getString("scope"),
        row.getString("storage"),
        row.getString("scratch"),
        row.getString("requested_by"),
        DrillStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("node_id"),
        row.getString("node_name"),
        Utc.get(row, "started_at"),
        Utc.find(row, "ended_at"),
        recovery(row),
        result(row),
        row.getString("error_code"),
        row.getString("message"),
        row.getString("hint"));
  }

  private static @Nullable Duration recovery(ResultSet row) throws SQLException {
    long millis = row.getLong("restore_ms");
    return row.wasNull() ? null : Duration.ofMillis(millis);
  }

  private static @Nullable DrillResult result(ResultSet row) throws SQLException {
    String json = row.getString("result");
    return json == null ? null : Json.value(json, DrillResult.class);
  }
}
