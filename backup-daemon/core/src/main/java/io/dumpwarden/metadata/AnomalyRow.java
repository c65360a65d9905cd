package io.dumpwarden.metadata;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.dumpwarden.anomaly.Measured;
import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.AnomalyKind;
import io.dumpwarden.catalog.FoundAnomaly;
import io.dumpwarden.catalog.Series;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What was found in a backup, as rows. */
final class AnomalyRow {

  private AnomalyRow() {}

  static void insert(Handle h, Measured backup, Anomaly anomaly, boolean newest, Instant at) {
    String sql =
        """
        INSERT INTO backup_anomaly (backup_id, kind, schedule, server, scope, reason, value, usual,
          suspicious, newest, found_at)
        VALUES (:id, :kind, :schedule, :server, :scope, :reason, :value, :usual,
          :suspicious, :newest, :at)
        """;
    h.createUpdate(sql)
        .bind("id", backup.backupId())
        .bind("kind", anomaly.kind().id())
        .bind("schedule", backup.schedule())
        .bind("server", backup.server())
        .bind("scope", backup.scope())
        .bind("reason", anomaly.reason())
        .bind("value", anomaly.value())
        .bind("usual", anomaly.usual())
        .bind("suspicious", anomaly.suspicious())
        .bind("newest", newest)
        .bind("at", at)
        .execute();
  }

  /** The series has a newer good backup: what was found in those before is history. */
  static void overtaken(Handle h, Measured by) {
    String sql =
        """
        UPDATE backup_anomaly SET newest = FALSE
        WHERE schedule = :schedule AND server = :server AND scope = :scope AND newest = TRUE
          AND backup_id < :id
        """;
    h.createUpdate(sql)
        .bind("schedule", by.schedule())
        .bind("server", by.server())
        .bind("scope", by.scope())
        .bind("id", by.backupId())
        .execute();
  }

  /** What is suspicious in the newest before it; empty where that is not. */
  static List<Anomaly> suspects(Handle h, Measured backup) {
    String newest =
        """
        (SELECT MAX(backup_id) FROM backup_measure
         WHERE schedule = :schedule AND server = :server AND scope = :scope
           AND suspicious = %s AND backup_id < :id)
        """;
    String sql =
        """
        SELECT * FROM backup_anomaly
        WHERE backup_id = %s AND backup_id > COALESCE(%s, '')
          AND suspicious = TRUE AND accepted_at IS NULL
        ORDER BY kind
        """
            .formatted(newest.formatted("TRUE"), newest.formatted("FALSE"));
    return h.createQuery(sql)
        .bind("schedule", backup.schedule())
        .bind("server", backup.server())
        .bind("scope", backup.scope())
        .bind("id", backup.backupId())
        .map((row, c) -> read(row).anomaly())
        .list();
  }

  /** What was found in those after one that count as not judged. */
  static void forgetUnmeasured(Handle h, Series series, String backupId) {
    String sql =
        """
        DELETE FROM backup_anomaly
        WHERE schedule = :schedule AND server = :server AND scope = :scope AND backup_id > :id
          AND NOT EXISTS (SELECT 1 FROM backup_measure m
            WHERE m.backup_id = backup_anomaly.backup_id)
        """;
    h.createUpdate(sql)
        .bind("schedule", series.schedule())
        .bind("server", series.server())
        .bind("scope", series.scope())
        .bind("id", backupId)
        .execute();
  }

  /** Answers whether there was any that nobody had accepted. */
  static boolean accept(Handle h, String backupId, String by, Instant at) {
    String sql =
        """
        UPDATE backup_anomaly SET accepted_at = :at, accepted_by = :by
        WHERE backup_id = :id AND accepted_at IS NULL
        """;
    return h.createUpdate(sql).bind("at", at).bind("by", by).bind("id", backupId).execute() > 0;
  }

  /** By backup. */
  static Map<String, List<FoundAnomaly>> ofBackups(Handle h, List<String> ids) {
    String sql = "SELECT * FROM backup_anomaly WHERE backup_id IN (<ids>) ORDER BY backup_id, kind";
    return h
        .createQuery(sql)
        .bindList("ids", ids)
        .map((row, c) -> Map.entry(row.getString("backup_id"), read(row)))
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }

  private static FoundAnomaly read(ResultSet row) throws SQLException {
    return new FoundAnomaly(
        new Anomaly(
            kind(row),
            row.getString("reason"),
            row.getDouble("value"),
            row.getDouble("usual"),
            row.getBoolean("suspicious")),
        Utc.get(row, "found_at"),
        Utc.find(row, "accepted_at"),
        row.getString("accepted_by"));
  }

  static AnomalyKind kind(ResultSet row) throws SQLException {
    String id = row.getString("kind");
    return AnomalyKind.of(id)
        .orElseThrow(() -> new IllegalStateException("no kind of anomaly is " + id));
  }
}
