package io.dumpwarden.metadata;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.AuditFilter;
import io.dumpwarden.access.AuditLog;
import io.dumpwarden.access.AuditRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit trail. */
public final class JdbiAuditLog implements AuditLog {

  private final Database database;

  public JdbiAuditLog(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public void append(AuditEntry entry) {
    String sql =
        """
        INSERT INTO audit_log
          (happened_at, actor, channel, address, action, kind, row_key, before_fields, after_fields)
        VALUES (:at, :actor, :channel, :address, :action, :kind, :key, :before, :after)
        """;
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("at", entry.at())
                .bind("actor", entry.actor().name())
                .bind("channel", entry.actor().channel())
                .bind("address", entry.actor().address())
                .bind("action", entry.action())
                .bind("kind", entry.kind())
                .bind("key", entry.key())
                .bind("before", Json.write(entry.before()))
                .bind("after", Json.write(entry.after()))
                .execute());
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM audit_log ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map((r, c) -> row(r))
                .list());
  }

  @Override
  public Optional<AuditEntry> latestOf(String kind, String key) {
    String sql =
        """
        SELECT * FROM audit_log WHERE kind = :kind AND row_key = :key ORDER BY id DESC LIMIT 1
        """;
    return database.read(
        h ->
            h.createQuery(sql).bind("kind", kind).bind("key", key).map((r, c) -> row(r)).findOne());
  }

  @Override
  public List<AuditRecord> list(AuditFilter filter, @Nullable Long beforeId, int limit) {
    Conditions where =
        new Conditions()
            .equal("actor", filter.actor())
            .equal("channel", filter.channel())
            .equal("kind", filter.kind())
            .equal("row_key", filter.key())
            .equal("action", filter.action())
            .where("happened_at >= :value", filter.from())
            .where("happened_at < :value", filter.until())
            .where("id < :value", beforeId);
    String sql = "SELECT * FROM audit_log " + where.sql() + " ORDER BY id DESC LIMIT :limit";
    return database.read(
        h ->
            h.createQuery(sql)
                .bindMap(where.values())
                .bind("limit", limit)
                .map((r, c) -> new AuditRecord(r.getLong("id"), row(r)))
                .list());
  }

  private static AuditEntry row(ResultSet row) throws SQLException {
    return new AuditEntry(
        Utc.get(row, "happened_at"),
        new Actor(row.getString("actor"), row.getString("channel"), row.getString("address")),
        row.getString("action"),
        row.getString("kind"),
        row.getString("row_key"),
        Json.map(row.getString("before_fields")),
        Json.map(row.getString("after_fields")));
  }
}
