package io.dumpwarden.metadata;

import io.dumpwarden.scan.KnownServers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/** What is known of servers, each kind of it by one statement. */
public final class JdbiKnownServers implements KnownServers {

  private final Database database;

  public JdbiKnownServers(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public Map<String, LastRun> lastRuns() {
    return lastRuns("", List.of());
  }

  @Override
  public Map<String, LastRun> lastRuns(Collection<String> servers) {
    return servers.isEmpty()
        ? Map.of()
        : lastRuns("WHERE server IN (<servers>)", List.copyOf(servers));
  }

  /** One look along the index for each server, however long the history is. */
  private Map<String, LastRun> lastRuns(String which, List<String> servers) {
    String sql =
        """
        SELECT r.id, r.server, r.schedule, r.status, r.message, r.hint,
          COALESCE(r.ended_at, r.started_at, r.queued_at) AS happened_at
        FROM (SELECT server, MAX(id) AS id FROM run FORCE INDEX (run_by_server) %s
          GROUP BY server) l
        JOIN run r ON r.id = l.id JOIN server s ON s.name = l.server
        """
            .formatted(which);
    Map<String, LastRun> found = new HashMap<>();
    database
        .read(
            h -> {
              Query query = h.createQuery(sql);
              if (!servers.isEmpty()) {
                query.bindList("servers", servers);
              }
              return query.map((row, c) -> Map.entry(row.getString("server"), run(row))).list();
            })
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  private static LastRun run(ResultSet row) throws SQLException {
    return new LastRun(
        row.getString("id"),
        row.getString("schedule"),
        row.getString("status"),
        Utc.get(row, "happened_at"),
        row.getString("message"),
        row.getString("hint"));
  }

  @Override
  public Map<String, Seen> seen(Collection<String> servers) {
    if (servers.isEmpty()) {
      return Map.of();
    }
    String sql =
        """
        SELECT server, scanned_at, JSON_UNQUOTE(JSON_EXTRACT(result, '$.flavor')) AS flavor,
          JSON_UNQUOTE(JSON_EXTRACT(result, '$.version')) AS version
        FROM server_scan WHERE server IN (<servers>)
        """;
    Map<String, Seen> found = new HashMap<>();
    database
        .read(
            h ->
                h.createQuery(sql)
                    .bindList("servers", List.copyOf(servers))
                    .map((row, c) -> Map.entry(row.getString("server"), seen(row)))
                    .list())
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /** The flavor in JSON is the enum's own name. */
  private static Seen seen(ResultSet row) throws SQLException {
    return new Seen(
        String.valueOf(row.getString("flavor")).toLowerCase(Locale.ROOT),
        String.valueOf(row.getString("version")),
        Utc.get(row, "scanned_at"));
  }

  @Override
  public List<LastGood> lastGood(Collection<String> servers) {
    if (servers.isEmpty()) {
      return List.of();
    }
    String sql =
        """
        SELECT server, schedule, MAX(finished_at) AS finished_at FROM backup_last_good
        WHERE server IN (<servers>) GROUP BY server, schedule ORDER BY server, schedule
        """;
    return database.read(
        h ->
            h.createQuery(sql)
                .bindList("servers", List.copyOf(servers))
                .map(
                    (row, c) ->
                        new LastGood(
                            row.getString("server"),
                            row.getString("schedule"),
                            Utc.get(row, "finished_at")))
                .list());
  }
}
