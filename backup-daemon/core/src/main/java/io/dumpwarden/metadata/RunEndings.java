package io.dumpwarden.metadata;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunStatus;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What happens to a run once it is there: progress, the wish to end it, its end. */
final class RunEndings {

  private final Database database;

  RunEndings(Database database) {
    this.database = database;
  }

  void progress(String runId, RunProgress progress) {
    String sql =
        """
        UPDATE run SET current_database = :database, databases_done = :done,
          databases_total = :total, raw_bytes = :raw, stored_bytes = :stored,
          raw_bytes_per_second = :rate, table_progress = :rows
        WHERE id = :id
        """;
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("database", progress.database())
                .bind("done", progress.databasesDone())
                .bind("total", progress.databasesTotal())
                .bind("raw", progress.rawBytes())
                .bind("stored", progress.storedBytes())
                .bind("rate", progress.rawBytesPerSecond())
                .bind("rows", RowsColumn.write(progress.rows()))
                .bind("id", runId)
                .execute());
  }

  boolean finish(String runId, RunEnd end) {
    return database.write(
        h -> {
          Optional<RunStatus> before = lock(h, runId);
          if (before.isEmpty() || !mayBecome(before.get(), end.status())) {
            return false;
          }
          end(h, runId, end);
          return true;
        });
  }

  void requestCancel(String runId) {
    database.change(
        h -> {
          RunStatus status = lock(h, runId).orElseThrow(() -> unknown(runId));
          if (status == RunStatus.QUEUED) {
            end(h, runId, cancelled(h));
          }
          h.createUpdate(
                  "UPDATE run SET cancel_requested = TRUE WHERE id = :id AND ended_at IS NULL")
              .bind("id", runId)
              .execute();
        });
  }

  /** A proven result beats the guess that its process died. */
  private static boolean mayBecome(RunStatus before, RunStatus after) {
    return after.isFinal()
        && switch (before) {
          case QUEUED, RUNNING -> true;
          case INTERRUPTED -> after == RunStatus.SUCCEEDED || after == RunStatus.PARTIAL;
          case SUCCEEDED, PARTIAL, FAILED, CANCELLED, SKIPPED -> false;
        };
  }

  private static Optional<RunStatus> lock(Handle h, String runId) {
    return h.createQuery("SELECT status FROM run WHERE id = :id FOR UPDATE")
        .bind("id", runId)
        .map((row, c) -> RunRow.status(row.getString("status")))
        .findOne();
  }

  private static void end(Handle h, String runId, RunEnd end) {
    RunTotals.leave(h, runId);
    String sql =
        """
        UPDATE run SET status = :status, ended_at = :at, error_code = :code, message = :message,
          hint = :hint, retryable = :retryable, current_database = NULL, raw_bytes_per_second = 0,
          table_progress = NULL
        WHERE id = :id
        """;
    h.createUpdate(sql)
        .bind("status", end.status().id())
        .bind("at", end.at())
        .bind("code", end.errorCode())
        .bind("message", Text.fit(end.message()))
        .bind("hint", Text.fit(end.hint()))
        .bind("retryable", end.retryable())
        .bind("id", runId)
        .execute();
    RunTotals.count(h, runId);
  }

  private static RunEnd cancelled(Handle h) {
    Instant now = h.select("SELECT UTC_TIMESTAMP(6) AS now").map((r, c) -> Utc.get(r, "now")).one();
    DumpwardenException reason =
        new DumpwardenException(ErrorCode.CANCELLED, "cancelled while it was still queued");
    return RunEnd.of(RunStatus.CANCELLED, reason, now);
  }

  private static DumpwardenException unknown(String runId) {
    return new DumpwardenException(ErrorCode.NOT_FOUND, "there is no run " + runId);
  }
}
