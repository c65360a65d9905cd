package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.DumpFacts;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Keeps the sums over backups, in the transaction that ends one. */
final class BackupTotals {

  private BackupTotals() {}

  static void record(Handle h, BackupStatus before, Backup backup) {
    if (before != BackupStatus.PARTIAL) {
      count(h, backup);
    }
    boolean good =
        backup.status() == BackupStatus.SUCCEEDED || backup.status() == BackupStatus.PARTIAL;
    DumpFacts facts = backup.result();
    Instant finishedAt = backup.finishedAt();
    if (good && facts != null && finishedAt != null) {
      remember(h, backup, facts, finishedAt);
    }
  }

  private static void count(Handle h, Backup backup) {
    String sql =
        """
        INSERT INTO backup_total (server, scope, type, status, total)
        VALUES (:server, :scope, :type, :status, 1)
        ON DUPLICATE KEY UPDATE total = total + 1
        """;
    h.createUpdate(sql)
        .bind("server", backup.server())
        .bind("scope", backup.scope())
        .bind("type", backup.type())
        .bind("status", backup.status().id())
        .execute();
  }

  /** One that finished earlier but is recorded later changes nothing. */
  private static void remember(Handle h, Backup backup, DumpFacts facts, Instant finishedAt) {
    String sql =
        """
        INSERT INTO backup_last_good
          (server, scope, schedule, type, started_at, finished_at, raw_bytes, stored_bytes)
        VALUES (:server, :scope, :schedule, :type, :started, :finished, :raw, :stored)
        ON DUPLICATE KEY UPDATE
          type = IF(finished_at <= :finished, :type, type),
          started_at = IF(finished_at <= :finished, :started, started_at),
          raw_bytes = IF(finished_at <= :finished, :raw, raw_bytes),
          stored_bytes = IF(finished_at <= :finished, :stored, stored_bytes),
          finished_at = IF(finished_at <= :finished, :finished, finished_at)
        """;
    h.createUpdate(sql)
        .bind("server", backup.server())
        .bind("scope", backup.scope())
        .bind("schedule", backup.schedule())
        .bind("type", backup.type())
        .bind("started", backup.startedAt())
        .bind("finished", finishedAt)
        .bind("raw", facts.rawBytes())
        .bind("stored", facts.storedBytes())
        .execute();
  }
}
