package io.dumpwarden.metadata;

import io.dumpwarden.node.Node;
import io.dumpwarden.run.Run;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Hands queued runs to nodes: each once, no more per server than it takes, fairly between servers.
 */
final class RunClaims {

  private final Database database;

  RunClaims(Database database) {
    this.database = database;
  }

  Optional<Run> next(Node node, Supplier<Set<String>> schedulesOfOthers) {
    List<String> servers = database.read(RunClaims::serversInTurn);
    Set<String> others = servers.isEmpty() ? Set.of() : schedulesOfOthers.get();
    for (String server : servers) {
      Optional<Run> run = database.write(h -> nextOf(h, server, node, others));
      if (run.isPresent()) {
        return run;
      }
    }
    return Optional.empty();
  }

  Optional<Run> only(Node node, String runId) {
    return database.write(
        h -> {
          Optional<String> server = queuedServer(h, runId, node);
          if (server.isEmpty() || isFull(h, server.get(), ServerLock.await(h, server.get()))) {
            return Optional.empty();
          }
          return take(h, runId, node);
        });
  }

  /** Servers with a due run and room for it: fewest runs going first, then served longest ago. */
  private static List<String> serversInTurn(Handle h) {
    String sql =
        """
        SELECT due.server
        FROM (SELECT server, MIN(not_before) AS since, MIN(id) AS id FROM run
              WHERE status = 'queued' AND not_before <= UTC_TIMESTAMP(6) AND for_node IS NULL
              GROUP BY server) due
        LEFT JOIN (SELECT server, COUNT(*) AS running FROM run
                   WHERE status = 'running' GROUP BY server) busy ON busy.server = due.server
        LEFT JOIN server s ON s.name = due.server
        WHERE s.name IS NULL OR COALESCE(busy.running, 0) < s.max_concurrent_runs
        ORDER BY COALESCE(busy.running, 0),
          (SELECT served.started_at FROM run served
           WHERE served.server = due.server AND served.started_at IS NOT NULL
           ORDER BY served.started_at DESC LIMIT 1),
          due.since, due.id
        """;
    return h.select(sql).mapTo(String.class).list();
  }

  private static Optional<Run> nextOf(Handle h, String server, Node node, Set<String> others) {
    Optional<Integer> limit = ServerLock.attempt(h, server);
    boolean lockedByOthers = limit.isEmpty() && ServerLock.hasRow(h, server);
    if (lockedByOthers || isFull(h, server, limit)) {
      return Optional.empty();
    }
    String sql =
        """
        SELECT id FROM run
        WHERE server = :server AND status = 'queued' AND not_before <= UTC_TIMESTAMP(6)
          AND for_node IS NULL
          AND (schedule NOT IN (<others>)
            OR not_before <= UTC_TIMESTAMP(6) - INTERVAL 2 MINUTE
              AND NOT EXISTS (
                SELECT 1 FROM node WHERE kind = 'daemon' AND id <> :node
                  AND lease_until >= UTC_TIMESTAMP(6)))
        ORDER BY not_before, id LIMIT 1
        """;
    return h.createQuery(sql)
        .bind("server", server)
        .bind("node", node.id())
        // no schedule has an empty name, and no list may be empty
        .bindList("others", others.isEmpty() ? Set.of("") : others)
        .mapTo(String.class)
        .findOne()
        .flatMap(id -> take(h, id, node));
  }

  private static boolean isFull(Handle h, String server, Optional<Integer> limit) {
    String sql = "SELECT COUNT(*) FROM run WHERE server = :server AND status = 'running'";
    return limit.isPresent()
        && h.createQuery(sql).bind("server", server).mapTo(Integer.class).one() >= limit.get();
  }

  private static Optional<String> queuedServer(Handle h, String runId, Node node) {
    String sql =
        """
        SELECT server FROM run
        WHERE id = :id AND status = 'queued' AND (for_node IS NULL OR for_node = :node)
        """;
    return h.createQuery(sql)
        .bind("id", runId)
        .bind("node", node.id())
        .mapTo(String.class)
        .findOne();
  }

  private static Optional<Run> take(Handle h, String runId, Node node) {
    String sql =
        """
        UPDATE run SET status = 'running', node_id = :node, node_name = :name,
          started_at = UTC_TIMESTAMP(6)
        WHERE id = :id AND status = 'queued'
        """;
    int taken =
        h.createUpdate(sql)
            .bind("node", node.id())
            .bind("name", node.name())
            .bind("id", runId)
            .execute();
    return taken == 0 ? Optional.empty() : RunRow.find(h, runId);
  }
}
