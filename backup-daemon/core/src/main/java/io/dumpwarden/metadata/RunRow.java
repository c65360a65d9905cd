package io.dumpwarden.metadata;

import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A run as a row. */
final class RunRow {

  private RunRow() {}

  static Optional<Run> find(Handle h, String id) {
    return h.createQuery("SELECT * FROM run WHERE id = :id")
        .bind("id", id)
        .map(RunRow::read)
        .findOne();
  }

  static void insert(Handle h, Run run) {
    String sql =
        """
        INSERT INTO run
          (id, schedule, server, type, trigger_kind, fire_time, attempt, status, queued_at,
           not_before, requested_by, ticket, spec, for_node, ended_at, error_code, message, hint,
           retryable)
        VALUES
          (:id, :schedule, :server, :type, :trigger, :fireTime, :attempt, :status, :queuedAt,
           :notBefore, :requestedBy, :ticket, :spec, :forNode, :endedAt, :errorCode, :message, :hint,
           :retryable)
        """;
    RunEnd end = run.end();
    h.createUpdate(sql)
        .bind("id", run.id())
        .bind("schedule", run.schedule())
        .bind("server", run.server())
        .bind("type", run.type())
        .bind("trigger", run.trigger().id())
        .bind("fireTime", run.fireTime())
        .bind("attempt", run.attempt())
        .bind("status", run.status().id())
        .bind("queuedAt", run.queuedAt())
        .bind("notBefore", run.notBefore())
        .bind("requestedBy", run.requestedBy())
        .bind("ticket", run.request().ticket())
        .bind("spec", run.request().spec().isEmpty() ? null : Json.write(run.request().spec()))
        .bind("forNode", run.request().forNode())
        .bind("endedAt", end == null ? null : end.at())
        .bind("errorCode", end == null ? null : end.errorCode())
        .bind("message", end == null ? null : Text.fit(end.message()))
        .bind("hint", end == null ? null : Text.fit(end.hint()))
        .bind("retryable", end != null && end.retryable())
        .execute();
  }

  static Run read(ResultSet row, StatementContext context) throws SQLException {
    RunStatus status = status(row.getString("status"));
    return new Run(
        row.getString("id"),
        row.getString("schedule"),
        row.getString("server"),
        row.getString("type"),
        trigger(row.getString("trigger_kind")),
        Utc.get(row, "fire_time"),
        row.getInt("attempt"),
        status,
        Utc.get(row, "queued_at"),
        Utc.get(row, "not_before"),
        Utc.find(row, "started_at"),
        row.getString("node_id"),
        row.getString("node_name"),
        progress(row),
        row.getBoolean("cancel_requested"),
        request(row),
        status.isFinal() ? end(row, status) : null);
  }

  static RunStatus status(String id) {
    return RunStatus.valueOf(id.toUpperCase(Locale.ROOT));
  }

  private static RunTrigger trigger(String id) {
    return RunTrigger.valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static RunRequest request(ResultSet row) throws SQLException {
    String spec = row.getString("spec");
    return new RunRequest(
        row.getString("requested_by"),
        row.getString("ticket"),
        spec == null ? Map.of() : Json.texts(spec),
        row.getString("for_node"));
  }

  private static RunProgress progress(ResultSet row) throws SQLException {
    return new RunProgress(
        row.getString("current_database"),
        row.getInt("databases_done"),
        row.getInt("databases_total"),
        row.getLong("raw_bytes"),
        row.getLong("stored_bytes"),
        row.getLong("raw_bytes_per_second"),
        RowsColumn.read(row));
  }

  private static @Nullable RunEnd end(ResultSet row, RunStatus status) throws SQLException {
    return new RunEnd(
        status,
        Utc.get(row, "ended_at"),
        row.getString("error_code"),
        row.getString("message"),
        row.getString("hint"),
        row.getBoolean("retryable"));
  }
}
