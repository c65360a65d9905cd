package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Copy;
import java.time.Duration;
import org.jdbi.v3.core.statement.Update;

/** Who writes a copy anew; judged by the store's clock. */
final class RepairClaims {

  private static final String UNTIL =
      "repair_until = UTC_TIMESTAMP(6) + INTERVAL :lease MICROSECOND";

  private final Database database;

  RepairClaims(Database database) {
    this.database = database;
  }

  boolean claim(Copy seen, Duration lease) {
    String sql =
        """
        UPDATE copy SET %s
        WHERE id = :id AND status = :status AND status IN ('failed', 'missing', 'corrupt')
          AND (repair_until IS NULL OR repair_until < UTC_TIMESTAMP(6))
        """
            .formatted(UNTIL);
    return database.<Boolean>write(
        h ->
            leased(h.createUpdate(sql), seen.id(), lease)
                    .bind("status", seen.status().id())
                    .execute()
                == 1);
  }

  boolean renew(String copyId, Duration lease) {
    String sql =
        """
        UPDATE copy SET %s WHERE id = :id AND status IN ('failed', 'missing', 'corrupt')
        """
            .formatted(UNTIL);
    return database.<Boolean>write(h -> leased(h.createUpdate(sql), copyId, lease).execute() == 1);
  }

  void began(String copyId, String uploadId) {
    String sql = "UPDATE copy SET upload_id = :upload WHERE id = :id AND status = 'failed'";
    database.change(h -> h.createUpdate(sql).bind("upload", uploadId).bind("id", copyId).execute());
  }

  void release(String copyId) {
    String sql = "UPDATE copy SET repair_until = NULL WHERE id = :id";
    database.change(h -> h.createUpdate(sql).bind("id", copyId).execute());
  }

  boolean isUnderRepair(String runId, String storageId) {
    String sql =
        """
        SELECT COUNT(*) FROM backup b JOIN copy c ON c.backup_id = b.id
        WHERE b.run_id = :run AND c.storage_id = :storage
          AND c.repair_until >= UTC_TIMESTAMP(6)
        """;
    return database.<Boolean>read(
        h ->
            h.createQuery(sql).bind("run", runId).bind("storage", storageId).mapTo(Long.class).one()
                > 0);
  }

  private static Update leased(Update update, String copyId, Duration lease) {
    return update.bind("id", copyId).bind("lease", lease.toNanos() / 1_000);
  }
}
