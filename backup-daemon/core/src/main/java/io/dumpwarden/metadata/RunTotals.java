package io.dumpwarden.metadata;

import org.jdbi.v3.core.Handle;

/** Counts how runs end, in the transaction that ends them. */
final class RunTotals {

  private RunTotals() {}

  static void count(Handle h, String runId) {
    String sql =
        """
        INSERT INTO run_total (schedule, trigger_kind, status, total)
        SELECT schedule, trigger_kind, status, 1 FROM run WHERE id = :id
        ON DUPLICATE KEY UPDATE total = run_total.total + 1
        """;
    h.createUpdate(sql).bind("id", runId).execute();
  }
}
