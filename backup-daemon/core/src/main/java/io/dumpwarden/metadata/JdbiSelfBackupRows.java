package io.dumpwarden.metadata;

import io.dumpwarden.recovery.SelfBackup;
import io.dumpwarden.recovery.SelfBackupRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of self-backups. */
public final class JdbiSelfBackupRows implements SelfBackupRows {

  private final Database database;

  public JdbiSelfBackupRows(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public void begin(SelfBackup backup) {
    database.change(h -> insert(h, backup));
  }

  @Override
  public void update(SelfBackup backup) {
    String sql =
        """
        UPDATE self_backup SET status = :status, ended_at = :endedAt, bytes = :bytes,
          sha256 = :sha256, message = :message
        WHERE id = :id
        """;
    database.change(
        h -> {
          int there =
              h.createUpdate(sql)
                  .bind("status", backup.status().id())
                  .bind("endedAt", backup.endedAt())
                  .bind("bytes", backup.bytes())
                  .bind("sha256", backup.sha256())
                  .bind("message", Text.fit(backup.message()))
                  .bind("id", backup.id())
                  .execute();
          if (there == 0 && !isKnown(h, backup.id())) {
            insert(h, backup);
          }
        });
  }

  @Override
  public List<SelfBackup> list(int limit) {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM self_backup ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map(JdbiSelfBackupRows::read)
                .list());
  }

  @Override
  public Optional<SelfBackup> newest(String storageId) {
    String sql = "SELECT * FROM self_backup WHERE storage_id = :storage ORDER BY id DESC LIMIT 1";
    return database.read(
        h -> h.createQuery(sql).bind("storage", storageId).map(JdbiSelfBackupRows::read).findOne());
  }

  @Override
  public Optional<SelfBackup> newestStored(String storageId) {
    return ofStorage(storageId, SelfBackup.Status.STORED).stream().findFirst();
  }

  @Override
  public List<SelfBackup> ofStorage(String storageId, SelfBackup.Status status) {
    String sql =
        """
        SELECT * FROM self_backup WHERE storage_id = :storage AND status = :status
        ORDER BY id DESC
        """;
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("storage", storageId)
                .bind("status", status.id())
                .map(JdbiSelfBackupRows::read)
                .list());
  }

  @Override
  public void forget(String storageId, Instant before) {
    String sql =
        """
        DELETE FROM self_backup
        WHERE storage_id = :storage AND status IN ('failed', 'deleted') AND started_at < :before
        """;
    database.change(
        h -> h.createUpdate(sql).bind("storage", storageId).bind("before", before).execute());
  }

  private static boolean isKnown(Handle h, String id) {
    return h.createQuery("SELECT 1 FROM self_backup WHERE id = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static void insert(Handle h, SelfBackup backup) {
    String sql =
        """
        INSERT INTO self_backup
          (id, storage, storage_id, object_key, upload_id, status, started_at, ended_at, bytes,
           sha256, message)
        VALUES
          (:id, :storage, :storageId, :key, :uploadId, :status, :startedAt, :endedAt, :bytes,
           :sha256, :message)
        """;
    h.createUpdate(sql)
        .bind("id", backup.id())
        .bind("storage", backup.storage())
        .bind("storageId", backup.storageId())
        .bind("key", backup.key())
        .bind("uploadId", backup.uploadId())
        .bind("status", backup.status().id())
        .bind("startedAt", backup.startedAt())
        .bind("endedAt", backup.endedAt())
        .bind("bytes", backup.bytes())
        .bind("sha256", backup.sha256())
        .bind("message", Text.fit(backup.message()))
        .execute();
  }

  private static SelfBackup read(ResultSet row, StatementContext context) throws SQLException {
    return new SelfBackup(
        row.getString("id"),
        row.getString("storage"),
        row.getString("storage_id"),
        row.getString("object_key"),
        row.getString("upload_id"),
        SelfBackup.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        Utc.get(row, "started_at"),
        Utc.find(row, "ended_at"),
        row.getLong("bytes"),
        row.getString("sha256"),
        row.getString("message"));
  }
}
