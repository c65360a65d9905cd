package io.dumpwarden.metadata;

import io.dumpwarden.client.SqlError;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreEnd;
import io.dumpwarden.restore.RestorePhase;
import io.dumpwarden.restore.RestoreProgress;
import io.dumpwarden.restore.RestoreStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A restore as a row. */
final class RestoreRow {

  private RestoreRow() {}

  static void insert(Handle h, Restore restore) {
    String sql =
        """
        INSERT INTO restore
          (id, backup_id, source, from_server, target, database_names, tables, mode, requested_by,
           ticket, status, phase, node_id, node_name, started_at)
        VALUES
          (:id, :backup, :source, :server, :target, :databases, :tables, :mode, :by,
           :ticket, :status, :phase, :node, :nodeName, :startedAt)
        """;
    Restore.Into into = restore.into();
    h.createUpdate(sql)
        .bind("id", restore.id())
        .bind("backup", restore.from().backupId())
        .bind("source", fit(restore.from().source(), 1024))
        .bind("server", restore.from().server())
        .bind("target", fit(into.target(), 255))
        .bind("databases", Json.write(into.databases()))
        .bind("tables", into.tables().isEmpty() ? null : Json.write(into.tables()))
        .bind("mode", into.existing().id())
        .bind("by", into.by())
        .bind("ticket", into.ticket())
        .bind("status", restore.status().id())
        .bind("phase", restore.progress().phase().id())
        .bind("node", restore.node().nodeId())
        .bind("nodeName", restore.node().nodeName())
        .bind("startedAt", Utc.stored(restore.startedAt()))
        .execute();
  }

  static Optional<RestoreStatus> lockedStatus(Handle h, String id) {
    return h.createQuery("SELECT status FROM restore WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .map((row, c) -> RestoreStatus.valueOf(constant(row.getString("status"))))
        .findOne();
  }

  static void end(Handle h, String id, RestoreEnd end) {
    String sql =
        """
        UPDATE restore SET status = :status, ended_at = :at, storage = :storage,
          check_ms = :checkMs, load_ms = :loadMs, safety_backup = :safety, errors = :errors,
          error_count = :errorCount, error_code = :code, message = :message, hint = :hint,
          table_progress = NULL
        WHERE id = :id
        """;
    h.createUpdate(sql)
        .bind("status", end.status().id())
        .bind("at", Utc.stored(end.at()))
        .bind("storage", end.storage())
        .bind("checkMs", end.checkTime().toMillis())
        .bind("loadMs", end.loadTime().toMillis())
        .bind("safety", end.safetyBackup())
        .bind("errors", end.errors().isEmpty() ? null : Json.write(end.errors()))
        .bind("errorCount", end.errorCount())
        .bind("code", end.errorCode())
        .bind("message", Text.fit(end.message()))
        .bind("hint", Text.fit(end.hint()))
        .bind("id", id)
        .execute();
  }

  static Restore read(ResultSet row, StatementContext context) throws SQLException {
    RestoreStatus status = RestoreStatus.valueOf(constant(row.getString("status")));
    return new Restore(
        row.getString("id"),
        new Restore.From(
            row.getString("source"), row.getString("backup_id"), row.getString("from_server")),
        into(row),
        status,
        new RestoreProgress(
            RestorePhase.valueOf(constant(row.getString("phase"))),
            row.getLong("checked_bytes"),
            row.getLong("loaded_bytes"),
            row.getLong("raw_bytes"),
            RowsColumn.read(row)),
        new Restore.AtWork(row.getString("node_id"), row.getString("node_name")),
        Utc.get(row, "started_at"),
        row.getBoolean("cancel_requested"),
        status.isFinal() ? ended(row, status) : null);
  }

  private static Restore.Into into(ResultSet row) throws SQLException {
    String tables = row.getString("tables");
    return new Restore.Into(
        row.getString("target"),
        Json.texts(row.getString("database_names")),
        tables == null ? List.of() : Json.list(tables),
        Existing.of(row.getString("mode")),
        row.getString("requested_by"),
        row.getString("ticket"));
  }

  private static RestoreEnd ended(ResultSet row, RestoreStatus status) throws SQLException {
    @Nullable String errors = row.getString("errors");
    return new RestoreEnd(
        status,
        Utc.get(row, "ended_at"),
        row.getString("storage"),
        Duration.ofMillis(row.getLong("check_ms")),
        Duration.ofMillis(row.getLong("load_ms")),
        row.getString("safety_backup"),
        errors == null ? List.of() : List.of(Json.value(errors, SqlError[].class)),
        row.getLong("error_count"),
        row.getString("error_code"),
        row.getString("message"),
        row.getString("hint"));
  }

  private static String constant(String id) {
    return id.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static String fit(String text, int characters) {
    return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
  }
}
