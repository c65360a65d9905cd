package io.dumpwarden.metadata;

import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunFilter;
import java.util.List;
import java.util.Optional;

/** Looks at runs. Every list goes along an index. */
final class RunLists {

  private final Database database;

  RunLists(Database database) {
    this.database = database;
  }

  Optional<Run> find(String id) {
    return database.read(h -> RunRow.find(h, id));
  }

  List<Run> list(RunFilter filter) {
    Conditions where =
        new Conditions()
            .equal("schedule", filter.schedule())
            .equal("server", filter.server())
            .equal("status", filter.status())
            .below("id", filter.beforeId());
    String sql = "SELECT * FROM run " + where.sql() + " ORDER BY id DESC LIMIT :limit";
    return database.read(
        h ->
            h.createQuery(sql)
                .bindMap(where.values())
                .bind("limit", filter.limit())
                .map(RunRow::read)
                .list());
  }

  /**
   * The running ones as they began; then the queued ones. Each claim adds to what is going of its
   * server, so the second run of a server stands behind the first ones of the others.
   */
  List<Run> active() {
    String sql =
        """
        SELECT a.* FROM (
          SELECT r.*,
            CASE WHEN r.status = 'running' THEN 0
                 WHEN r.not_before <= UTC_TIMESTAMP(6) THEN 1 ELSE 2 END AS stage,
            ROW_NUMBER() OVER (PARTITION BY r.server, r.status ORDER BY r.not_before, r.id)
              + (SELECT COUNT(*) FROM run busy
                 WHERE busy.server = r.server AND busy.status = 'running') AS turn,
            (SELECT served.started_at FROM run served
             WHERE served.server = r.server AND served.started_at IS NOT NULL
             ORDER BY served.started_at DESC LIMIT 1) AS served_at
          FROM run r WHERE r.status IN ('queued', 'running')) a
        ORDER BY a.stage,
          CASE a.stage WHEN 0 THEN a.started_at WHEN 2 THEN a.not_before END,
          a.turn, a.served_at, a.not_before, a.id
        """;
    return database.read(h -> h.select(sql).map(RunRow::read).list());
  }

  List<Run> runningOf(String nodeId) {
    return ofNode("status = 'running' AND node_id = :node", nodeId);
  }

  List<Run> waitingFor(String nodeId) {
    return ofNode("status = 'queued' AND for_node = :node", nodeId);
  }

  private List<Run> ofNode(String condition, String nodeId) {
    String sql = "SELECT * FROM run WHERE %s ORDER BY id".formatted(condition);
    return database.read(h -> h.createQuery(sql).bind("node", nodeId).map(RunRow::read).list());
  }

  Optional<Run> lastFired(String schedule) {
    String sql =
        """
        (SELECT * FROM run WHERE schedule = :schedule AND trigger_kind = 'schedule'
         ORDER BY fire_time DESC LIMIT 1)
        UNION ALL
        (SELECT * FROM run WHERE schedule = :schedule AND trigger_kind = 'catch-up'
         ORDER BY fire_time DESC LIMIT 1)
        ORDER BY fire_time DESC LIMIT 1
        """;
    return database.read(
        h -> h.createQuery(sql).bind("schedule", schedule).map(RunRow::read).findOne());
  }
}
