package io.dumpwarden.metadata;

import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The logs of runs, and the end of old runs. */
final class RunLogs {

  private static final int PRUNED_AT_ONCE = 500;

  private final Database database;

  RunLogs(Database database) {
    this.database = database;
  }

  void append(String runId, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    database.change(
        h -> {
          PreparedBatch batch =
              h.prepareBatch("INSERT INTO run_log (run_id, content) VALUES (:run, :content)");
          for (String line : lines) {
            batch.bind("run", runId).bind("content", line).add();
          }
          batch.execute();
        });
  }

  /** Logs are capped: what is left out is counted along the index. */
  List<String> read(String runId, int after) {
    String sql =
        """
        SELECT content FROM run_log WHERE run_id = :run ORDER BY id LIMIT 100000 OFFSET :after
        """;
    return database.read(
        h -> h.createQuery(sql).bind("run", runId).bind("after", after).mapTo(String.class).list());
  }

  /**
   * A schedule's last fire stays, however old: without it, it would count as missed. In small
   * transactions, so that nobody waits long for a lock.
   */
  int prune(Duration olderThan) {
    int total = 0;
    int pruned;
    do {
      pruned = database.write(h -> pruneSome(h, olderThan));
      total += pruned;
    } while (pruned == PRUNED_AT_ONCE);
    return total;
  }

  /** A rebuilt catalog has backups whose runs no row knows. */
  private static final String RUNLESS =
      """
      SELECT DISTINCT b.run_id AS id FROM backup b
      WHERE b.finished_at < UTC_TIMESTAMP(6) - INTERVAL :age MICROSECOND
        AND NOT EXISTS (SELECT 1 FROM run r WHERE r.id = b.run_id)
        AND NOT EXISTS (
          SELECT 1 FROM backup o JOIN copy c ON c.backup_id = o.id
          WHERE o.run_id = b.run_id AND c.status NOT IN ('deleted', 'failed'))
      LIMIT :limit
      """;

  private static List<String> ids(Handle h, String sql, Duration olderThan) {
    return h.createQuery(sql)
        .bind("age", olderThan.toNanos() / 1000)
        .bind("limit", PRUNED_AT_ONCE)
        .mapTo(String.class)
        .list();
  }

  private static int pruneSome(Handle h, Duration olderThan) {
    String sql =
        """
        SELECT r.id FROM run r
        WHERE r.ended_at < UTC_TIMESTAMP(6) - INTERVAL :age MICROSECOND
          AND NOT EXISTS (
            SELECT 1 FROM backup b JOIN copy c ON c.backup_id = b.id
            WHERE b.run_id = r.id AND c.status NOT IN ('deleted', 'failed'))
          AND EXISTS (
            SELECT 1 FROM run newer
            WHERE newer.schedule = r.schedule AND newer.trigger_kind = r.trigger_kind
              AND newer.fire_time > r.fire_time)
        ORDER BY r.ended_at LIMIT :limit
        """;
    List<String> runs = ids(h, sql, olderThan);
    if (runs.isEmpty()) {
      runs = ids(h, RUNLESS, olderThan);
    }
    if (!runs.isEmpty()) {
      remove(h, runs);
    }
    return runs.size();
  }

  private static void remove(Handle h, List<String> runs) {
    List<String> statements =
        List.of(
            """
            DELETE c FROM copy c JOIN backup b ON b.id = c.backup_id
            WHERE b.run_id IN (<runs>)
            """,
            """
            DELETE w FROM backup_word w JOIN backup b ON b.id = w.backup_id
            WHERE b.run_id IN (<runs>)
            """,
            """
            DELETE d FROM backup_database d JOIN backup b ON b.id = d.backup_id
            WHERE b.run_id IN (<runs>)
            """,
            """
            DELETE m FROM backup_measure m JOIN backup b ON b.id = m.backup_id
            WHERE b.run_id IN (<runs>)
            """,
            """
            DELETE a FROM backup_anomaly a JOIN backup b ON b.id = a.backup_id
            WHERE b.run_id IN (<runs>)
            """,
            "DELETE FROM backup WHERE run_id IN (<runs>)",
            "DELETE FROM run_log WHERE run_id IN (<runs>)",
            "DELETE FROM run WHERE id IN (<runs>)");
    List<String> backups =
        h.createQuery("SELECT id FROM backup WHERE run_id IN (<runs>)")
            .bindList("runs", runs)
            .mapTo(String.class)
            .list();
    if (!backups.isEmpty()) {
      BackupSeries.leaveSeries(h, backups);
    }
    RunTotals.leaveSeries(h, runs);
    for (String statement : statements) {
      h.createUpdate(statement).bindList("runs", runs).execute();
    }
  }
}
