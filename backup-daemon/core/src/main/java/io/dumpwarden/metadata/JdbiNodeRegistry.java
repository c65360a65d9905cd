package io.dumpwarden.metadata;

import io.dumpwarden.node.KnownNode;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Leases by the store's clock. */
public final class JdbiNodeRegistry implements NodeRegistry {

  private final Database database;

  public JdbiNodeRegistry(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public void renew(Node node, Duration lease) {
    String sql =
        """
        INSERT INTO node
          (id, name, host, kind, pid, pid_started_at, started_at, lease_until)
        VALUES (:id, :name, :host, :kind, :pid, :pidStartedAt, :startedAt,
          UTC_TIMESTAMP(6) + INTERVAL :lease MICROSECOND)
        ON DUPLICATE KEY UPDATE lease_until = UTC_TIMESTAMP(6) + INTERVAL :lease MICROSECOND
        """;
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("id", node.id())
                .bind("name", node.name())
                .bind("host", node.host())
                .bind("kind", node.kind().name().toLowerCase(Locale.ROOT))
                .bind("pid", node.pid())
                .bind("pidStartedAt", node.pidStartedAt())
                .bind("startedAt", node.startedAt())
                .bind("lease", micros(lease))
                .execute());
  }

  @Override
  public List<Node> alive() {
    String sql = "SELECT * FROM node WHERE lease_until >= UTC_TIMESTAMP(6) ORDER BY started_at, id";
    return database.read(h -> h.select(sql).map((r, c) -> row(r)).list());
  }

  @Override
  public List<Node> expired(Duration grace) {
    String sql =
        """
        SELECT * FROM node
        WHERE lease_until < UTC_TIMESTAMP(6) - INTERVAL :grace MICROSECOND
        ORDER BY started_at, id
        """;
    return database.read(
        h -> h.createQuery(sql).bind("grace", micros(grace)).map((r, c) -> row(r)).list());
  }

  /** All that are known, those too whose lease ended and whose remains are not swept yet. */
  public List<KnownNode> leases() {
    String sql =
        """
        SELECT n.*, lease_until >= UTC_TIMESTAMP(6) AS alive FROM node n ORDER BY started_at, id
        """;
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (r, c) ->
                        new KnownNode(row(r), Utc.get(r, "lease_until"), r.getBoolean("alive")))
                .list());
  }

  @Override
  public void release(String nodeId) {
    // a node whose work did not end in order stays, for its lease to run out and others to sweep
    String sql =
        """
        DELETE FROM node WHERE id = :id
          AND NOT EXISTS (SELECT 1 FROM run WHERE node_id = :id AND status = 'running')
          AND NOT EXISTS (SELECT 1 FROM restore WHERE node_id = :id AND status = 'running')
        """;
    database.change(h -> h.createUpdate(sql).bind("id", nodeId).execute());
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }

  private static Node row(ResultSet row) throws SQLException {
    return new Node(
        row.getString("id"),
        row.getString("name"),
        row.getString("host"),
        Node.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getLong("pid"),
        Utc.get(row, "pid_started_at"),
        Utc.get(row, "started_at"));
  }
}
