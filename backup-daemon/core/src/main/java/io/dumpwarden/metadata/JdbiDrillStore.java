package io.dumpwarden.metadata;

import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillFilter;
import io.dumpwarden.drill.DrillResult;
import io.dumpwarden.drill.DrillStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Drills as rows. Lists leave their results out, which may be megabytes each. */
public final class JdbiDrillStore implements DrillStore {

  private static final String HEAD =
      """
      id, backup_id, schedule, server, scope, storage, scratch, requested_by, status, node_id,
      node_name, started_at, ended_at, restore_ms, NULL AS result, error_code, message, hint
      """;

  /** The newest drill of each series among those that the condition leaves. */
  private static final String NEWEST =
      """
      SELECT <head> FROM drill WHERE id IN
        (SELECT MAX(n.id) FROM drill n <where> GROUP BY n.schedule, n.server, n.scope)
      ORDER BY schedule, server, scope
      """;

  private final Database database;

  public JdbiDrillStore(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public void begin(Drill drill) {
    String sql =
        """
        INSERT INTO drill
          (id, backup_id, schedule, server, scope, scratch, requested_by, status, node_id,
           node_name, started_at)
        VALUES
          (:id, :backup, :schedule, :server, :scope, :scratch, :requestedBy, :status, :node,
           :nodeName, :startedAt)
        """;
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("id", drill.id())
                .bind("backup", drill.backupId())
                .bind("schedule", drill.schedule())
                .bind("server", drill.server())
                .bind("scope", drill.scope())
                .bind("scratch", drill.scratch())
                .bind("requestedBy", drill.requestedBy())
                .bind("status", drill.status().id())
                .bind("node", drill.nodeId())
                .bind("nodeName", drill.nodeName())
                .bind("startedAt", Utc.stored(drill.startedAt()))
                .execute());
  }

  @Override
  public boolean finish(Drill drill) {
    String sql =
        """
        UPDATE drill SET storage = :storage, status = :status, ended_at = :endedAt,
          restore_ms = :recovery, result = :result, error_code = :errorCode, message = :message,
          hint = :hint
        WHERE id = :id AND status IN ('running', 'interrupted')
        """;
    Duration recovery = drill.recovery();
    DrillResult result = drill.result();
    return database.write(
        h ->
            h.createUpdate(sql)
                    .bind("storage", drill.storage())
                    .bind("status", drill.status().id())
                    .bind("endedAt", drill.endedAt())
                    .bind("recovery", recovery == null ? null : recovery.toMillis())
                    .bind("result", result == null ? null : Json.write(result))
                    .bind("errorCode", drill.errorCode())
                    .bind("message", Text.fit(drill.message()))
                    .bind("hint", Text.fit(drill.hint()))
                    .bind("id", drill.id())
                    .execute()
                > 0);
  }

  @Override
  public Optional<Drill> find(String id) {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM drill WHERE id = :id")
                .bind("id", id)
                .map(DrillRow::read)
                .findOne());
  }

  @Override
  public List<Drill> list(DrillFilter filter) {
    Conditions where =
        new Conditions()
            .equal("server", filter.server())
            .equal("backup_id", filter.backupId())
            .equal("status", filter.status())
            .where("started_at >= :value", Utc.text(filter.from()))
            .where("started_at < :value", Utc.text(filter.to()))
            .below("id", filter.beforeId());
    String sql =
        "SELECT %s FROM drill %s ORDER BY id DESC LIMIT :limit".formatted(HEAD, where.sql());
    return database.read(
        h ->
            h.createQuery(sql)
                .bindMap(where.values())
                .bind("limit", filter.limit())
                .map(DrillRow::read)
                .list());
  }

  @Override
  public List<Drill> abandoned(Duration grace) {
    String sql =
        """
        SELECT * FROM drill WHERE status = 'running' AND NOT EXISTS
          (SELECT 1 FROM node WHERE node.id = drill.node_id
             AND node.lease_until >= UTC_TIMESTAMP(6) - INTERVAL :grace MICROSECOND)
        ORDER BY id
        """;
    return database.read(
        h -> h.createQuery(sql).bind("grace", grace.toNanos() / 1000).map(DrillRow::read).list());
  }

  @Override
  public Optional<Drill> ofTag(String tag) {
    String sql = "SELECT %s FROM drill WHERE RIGHT(id, 8) = :tag LIMIT 2".formatted(HEAD);
    List<Drill> found =
        database.read(h -> h.createQuery(sql).bind("tag", tag).map(DrillRow::read).list());
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  @Override
  public List<Drill> newest() {
    return newest("");
  }

  @Override
  public List<Drill> newestEnded() {
    return newest("WHERE n.status IN ('succeeded', 'partial', 'failed')");
  }

  @Override
  public List<Drill> newestGood() {
    return newest("WHERE n.status IN ('succeeded', 'partial')");
  }

  private List<Drill> newest(String where) {
    return database.read(
        h ->
            h.createQuery(NEWEST)
                .define("head", HEAD)
                .define("where", where)
                .map(DrillRow::read)
                .list());
  }
}
