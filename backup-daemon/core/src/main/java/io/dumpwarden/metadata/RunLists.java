package io.dumpwarden.metadata;

import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
    return database.read(
        h -> isIndexed(filter) ? alongAnIndex(h, filter) : load(h, bySeries(h, filter)));
  }

  /** At most one of what has an index of its own, or two names or a name and a status. */
  private static boolean isIndexed(RunFilter filter) {
    int names = given(filter.schedule()) + given(filter.server());
    int others = given(filter.trigger()) + given(filter.type());
    int all = names + given(filter.status()) + others;
    return all <= 1 || all == 2 && others == 0;
  }

  private static int given(@Nullable String value) {
    return value == null ? 0 : 1;
  }

  private static Conditions rows(RunFilter filter) {
    return new Conditions("b")
        .between("b.id", filter.from(), filter.until())
        .below("b.id", filter.beforeId());
  }

  private static List<Run> alongAnIndex(Handle h, RunFilter filter) {
    Conditions where = named(rows(filter), filter);
    String sql =
        "SELECT * FROM run b FORCE INDEX (%s) %s ORDER BY b.id DESC LIMIT :limit"
            .formatted(index(filter), where.sql());
    return h.createQuery(sql)
        .bindMap(where.values())
        .bind("limit", filter.limit())
        .map(RunRow::read)
        .list();
  }

  private static Conditions named(Conditions where, RunFilter filter) {
    return where
        .equal("b.schedule", filter.schedule())
        .equal("b.server", filter.server())
        .equal("b.status", filter.status())
        .equal("b.trigger_kind", filter.trigger())
        .equal("b.type", filter.type());
  }

  private static String index(RunFilter filter) {
    if (filter.trigger() != null) {
      return "run_by_trigger";
    }
    if (filter.type() != null) {
      return "run_by_type";
    }
    if (filter.schedule() != null && filter.server() != null) {
      return "run_by_both";
    }
    List<String> names = new ArrayList<>();
    if (filter.server() != null) {
      names.add("server");
    }
    if (filter.schedule() != null) {
      names.add("schedule");
    }
    if (filter.status() != null) {
      names.add("status");
    }
    return names.isEmpty() ? "PRIMARY" : "run_by_" + String.join("_", names);
  }

  /** The series know those that ended; the others are few. */
  private static List<String> bySeries(Handle h, RunFilter filter) {
    Conditions series =
        new Conditions("s")
            .equal("s.schedule", filter.schedule())
            .equal("s.server", filter.server())
            .equal("s.status", filter.status())
            .equal("s.trigger_kind", filter.trigger())
            .equal("s.type", filter.type());
    TreeSet<String> found = new TreeSet<>(Collections.reverseOrder());
    found.addAll(SeriesDives.RUNS.newest(h, series, rows(filter), filter.limit()));
    Conditions active = named(rows(filter), filter);
    String sql =
        """
        SELECT b.id FROM run b FORCE INDEX (run_by_status)
        WHERE b.status IN ('queued', 'running')%s ORDER BY b.id DESC LIMIT :limit
        """
            .formatted(active.andSql());
    found.addAll(
        h.createQuery(sql)
            .bindMap(active.values())
            .bind("limit", filter.limit())
            .mapTo(String.class)
            .list());
    return found.stream().limit(filter.limit()).toList();
  }

  private static List<Run> load(Handle h, List<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : h.createQuery("SELECT * FROM run WHERE id IN (<ids>) ORDER BY id DESC")
            .bindList("ids", ids)
            .map(RunRow::read)
            .list();
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
