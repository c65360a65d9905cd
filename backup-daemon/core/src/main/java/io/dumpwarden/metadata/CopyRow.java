package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Verification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A copy as a row. */
final class CopyRow {

  private CopyRow() {}

  static void insert(Handle h, Backup backup, Copy copy) {
    String sql =
        """
        INSERT INTO copy
          (id, backup_id, schedule, storage, server, scope, storage_id, host, object_key, upload_id,
           status, bytes, stored_at, deleted_at, message, locked_until)
        VALUES
          (:id, :backup, :schedule, :storage, :server, :scope, :storageId, :host, :key, :uploadId,
           :status, :bytes, :storedAt, :deletedAt, :message, :lockedUntil)
        """;
    h.createUpdate(sql)
        .bind("id", copy.id())
        .bind("backup", backup.id())
        .bind("schedule", backup.schedule())
        .bind("storage", copy.storage())
        .bind("server", backup.server())
        .bind("scope", backup.scope())
        .bind("storageId", copy.storageId())
        .bind("host", copy.host())
        .bind("key", copy.key())
        .bind("uploadId", copy.uploadId())
        .bind("status", copy.status().id())
        .bind("bytes", copy.bytes())
        .bind("storedAt", copy.storedAt())
        .bind("deletedAt", copy.deletedAt())
        .bind("message", Text.fit(copy.message()))
        .bind("lockedUntil", copy.lockedUntil())
        .execute();
  }

  static List<Copy> ofBackups(Handle h, List<String> backupIds) {
    return h.createQuery("SELECT * FROM copy WHERE backup_id IN (<ids>) ORDER BY storage, id")
        .bindList("ids", backupIds)
        .map(CopyRow::read)
        .list();
  }

  static Copy read(ResultSet row, StatementContext context) throws SQLException {
    return new Copy(
        row.getString("id"),
        row.getString("backup_id"),
        row.getString("storage"),
        row.getString("storage_id"),
        row.getString("host"),
        row.getString("object_key"),
        row.getString("upload_id"),
        status(row.getString("status")),
        row.getLong("bytes"),
        Utc.find(row, "stored_at"),
        Utc.find(row, "deleted_at"),
        row.getString("message"),
        verification(row),
        Utc.find(row, "locked_until"));
  }

  private static @Nullable Verification verification(ResultSet row) throws SQLException {
    Verification.Result result = result(row.getString("verification"));
    Instant at = Utc.find(row, "verified_at");
    return result == null || at == null
        ? null
        : new Verification(at, result, row.getString("verification_message"));
  }

  static Verification.@Nullable Result result(@Nullable String id) {
    return id == null ? null : Verification.Result.valueOf(id.toUpperCase(Locale.ROOT));
  }

  static CopyStatus status(String id) {
    return CopyStatus.valueOf(id.toUpperCase(Locale.ROOT));
  }
}
