package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.FoundAnomaly;
import io.dumpwarden.source.BinlogPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** A backup as a row, with the databases it holds. */
final class BackupRow {

  private BackupRow() {}

  /** Adds the backup as running, without its copies. */
  static void insert(Handle h, Backup backup) {
    String sql =
        """
        INSERT INTO backup
          (id, run_id, schedule, server, type, scope, database_names, engine, status, started_at,
           pinned)
        VALUES
          (:id, :run, :schedule, :server, :type, :scope, :databases, :engine, 'running', :startedAt,
           :pinned)
        """;
    h.createUpdate(sql)
        .bind("id", backup.id())
        .bind("run", backup.runId())
        .bind("schedule", backup.schedule())
        .bind("server", backup.server())
        .bind("type", backup.type())
        .bind("scope", backup.scope())
        .bind("databases", Json.write(backup.databases()))
        .bind("engine", backup.engine())
        .bind("startedAt", backup.startedAt())
        .bind("pinned", backup.pinned())
        .execute();
    replaceDatabases(h, backup);
    BackupSeries.enter(h, backup);
  }

  static void end(Handle h, Backup backup) {
    BackupSeries.leave(h, backup.id());
    String sql =
        """
        UPDATE backup SET status = :status, finished_at = :finishedAt, database_names = :databases,
          raw_bytes = :raw, raw_digest = :rawDigest, stored_bytes = :stored, sha256 = :sha256,
          binlog_position = :position, manifest = :manifest, error_code = :errorCode, message = :message
        WHERE id = :id
        """;
    DumpFacts facts = backup.result();
    h.createUpdate(sql)
        .bind("id", backup.id())
        .bind("status", backup.status().id())
        .bind("finishedAt", backup.finishedAt())
        .bind("databases", Json.write(backup.databases()))
        .bind("raw", facts == null ? null : facts.rawBytes())
        .bind("rawDigest", facts == null ? null : facts.rawDigest())
        .bind("stored", facts == null ? null : facts.storedBytes())
        .bind("sha256", facts == null ? null : facts.sha256())
        .bind("position", facts == null ? null : position(facts))
        .bind("manifest", facts == null ? null : facts.manifest())
        .bind("errorCode", backup.errorCode())
        .bind("message", Text.fit(backup.message()))
        .execute();
    replaceDatabases(h, backup);
    BackupSeries.enter(h, backup);
  }

  /** The backups with these ids, newest first, with their copies. */
  static List<Backup> load(Handle h, List<String> ids) {
    return load(h, ids, "manifest");
  }

  /** The same without their manifests, which may be megabytes each. */
  static List<Backup> loadForList(Handle h, List<String> ids) {
    return load(h, ids, "''");
  }

  private static List<Backup> load(Handle h, List<String> ids, String manifest) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, List<Copy>> copies =
        CopyRow.ofBackups(h, ids).stream().collect(Collectors.groupingBy(Copy::backupId));
    Map<String, List<FoundAnomaly>> anomalies = AnomalyRow.ofBackups(h, ids);
    String sql =
        """
        SELECT id, run_id, schedule, server, type, scope, database_names, engine, status,
          started_at, finished_at, pinned, raw_bytes, raw_digest, stored_bytes, sha256,
          binlog_position, error_code, message, <manifest> AS manifest
        FROM backup WHERE id IN (<ids>) ORDER BY id DESC
        """;
    return h.createQuery(sql)
        .define("manifest", manifest)
        .bindList("ids", ids)
        .map((row, c) -> read(row, new Parts(copies, anomalies)))
        .list();
  }

  static BackupStatus status(String id) {
    return BackupStatus.valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** What stands in other tables, by backup. */
  private record Parts(Map<String, List<Copy>> copies, Map<String, List<FoundAnomaly>> anomalies) {}

  private static Backup read(ResultSet row, Parts parts) throws SQLException {
    String id = row.getString("id");
    return new Backup(
        id,
        row.getString("run_id"),
        row.getString("schedule"),
        row.getString("server"),
        row.getString("type"),
        row.getString("scope"),
        Json.list(row.getString("database_names")),
        row.getString("engine"),
        status(row.getString("status")),
        Utc.get(row, "started_at"),
        Utc.find(row, "finished_at"),
        row.getBoolean("pinned"),
        facts(row),
        row.getString("error_code"),
        row.getString("message"),
        parts.copies().getOrDefault(id, List.of()),
        parts.anomalies().getOrDefault(id, List.of()));
  }

  private static @Nullable DumpFacts facts(ResultSet row) throws SQLException {
    String sha256 = row.getString("sha256");
    return sha256 == null
        ? null
        : new DumpFacts(
            row.getLong("raw_bytes"),
            row.getString("raw_digest"),
            row.getLong("stored_bytes"),
            sha256,
            position(row),
            row.getString("manifest"));
  }

  private static @Nullable String position(DumpFacts facts) {
    return facts.position() == null ? null : Json.write(facts.position());
  }

  private static @Nullable BinlogPosition position(ResultSet row) throws SQLException {
    String json = row.getString("binlog_position");
    return json == null ? null : Json.value(json, BinlogPosition.class);
  }

  private static void replaceDatabases(Handle h, Backup backup) {
    h.createUpdate("DELETE FROM backup_database WHERE backup_id = :id")
        .bind("id", backup.id())
        .execute();
    TreeSet<String> names = new TreeSet<>(backup.databases());
    if (names.isEmpty()) {
      names.add(backup.scope());
    }
    PreparedBatch batch =
        h.prepareBatch(
            """
            INSERT INTO backup_database (server, database_name, backup_id)
            VALUES (:server, :name, :id)
            """);
    for (String name : names) {
      batch.bind("server", backup.server()).bind("name", name).bind("id", backup.id()).add();
    }
    batch.execute();
  }
}
