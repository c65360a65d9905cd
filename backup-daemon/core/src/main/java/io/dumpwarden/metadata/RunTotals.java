package io.dumpwarden.metadata;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Counts how runs end, in the transaction that ends them. */
final class RunTotals {

  private RunTotals() {}

  /** After a run ended. */
  static void count(Handle h, String runId) {
    String sql =
        """
        INSERT INTO run_total (schedule, trigger_kind, status, total)
        SELECT schedule, trigger_kind, status, 1 FROM run WHERE id = :id
        ON DUPLICATE KEY UPDATE total = run_total.total + 1
        """;
    h.createUpdate(sql).bind("id", runId).execute();
    addToSeries(h, runId);
    addToDay(h, runId, 1);
  }

  /** Before a run that had ended gets another end. */
  static void leave(Handle h, String runId) {
    leaveSeries(h, List.of(runId));
    addToDay(h, runId, -1);
  }

  /** Before rows are removed; the days that they were of stay as they were. */
  static void leaveSeries(Handle h, List<String> runIds) {
    String sql =
        """
        INSERT INTO run_series (schedule, server, type, trigger_kind, status, runs, last_id)
        SELECT schedule, server, type, trigger_kind, status, -COUNT(*), ''
        FROM run WHERE id IN (<ids>) AND status NOT IN ('queued', 'running')
        GROUP BY schedule, server, type, trigger_kind, status
        ON DUPLICATE KEY UPDATE runs = runs + VALUES(runs)
        """;
    h.createUpdate(sql).bindList("ids", runIds).execute();
  }

  private static void addToSeries(Handle h, String runId) {
    String sql =
        """
        INSERT INTO run_series (schedule, server, type, trigger_kind, status, runs, last_id)
        SELECT schedule, server, type, trigger_kind, status, 1, id FROM run WHERE id = :id
        ON DUPLICATE KEY UPDATE runs = runs + 1, last_id = GREATEST(last_id, VALUES(last_id))
        """;
    h.createUpdate(sql).bind("id", runId).execute();
  }

  private static void addToDay(Handle h, String runId, int sign) {
    String sql =
        """
        INSERT INTO run_day (day, status, runs)
        SELECT DATE(queued_at), status, :sign
        FROM run WHERE id = :id AND status NOT IN ('queued', 'running')
        ON DUPLICATE KEY UPDATE runs = runs + VALUES(runs)
        """;
    h.createUpdate(sql).bind("sign", sign).bind("id", runId).execute();
  }
}
