package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Records that a backup begins, and how it ended. */
final class BackupWrites {

  private final Database database;

  BackupWrites(Database database) {
    this.database = database;
  }

  void begin(Backup backup) {
    database.change(
        h -> {
          if (lock(h, backup.id()).isEmpty()) {
            insert(h, backup);
          }
        });
  }

  void finish(Backup backup) {
    database.change(
        h -> {
          Optional<BackupStatus> before = lock(h, backup.id());
          if (before.isEmpty()) {
            BackupRow.insert(h, backup);
          }
          BackupStatus was = before.orElse(BackupStatus.RUNNING);
          if (mayBecome(was, backup.status())) {
            BackupRow.end(h, backup);
            backup.copies().forEach(copy -> CopyStates.settle(h, backup, copy));
            BackupTotals.record(h, was, backup);
          }
        });
  }

  private static void insert(Handle h, Backup backup) {
    BackupRow.insert(h, backup);
    for (Copy copy : backup.copies()) {
      CopyRow.insert(h, backup, copy);
    }
  }

  /** A repetition changes nothing; proof beats the guess of a crash; a repaired copy completes. */
  private static boolean mayBecome(BackupStatus before, BackupStatus after) {
    return switch (before) {
      case RUNNING -> after != BackupStatus.RUNNING;
      case INTERRUPTED -> after == BackupStatus.SUCCEEDED || after == BackupStatus.PARTIAL;
      case PARTIAL -> after == BackupStatus.SUCCEEDED || after == BackupStatus.PARTIAL;
      case SUCCEEDED, FAILED, CANCELLED -> false;
    };
  }

  private static Optional<BackupStatus> lock(Handle h, String id) {
    return h.createQuery("SELECT status FROM backup WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .map((row, c) -> BackupRow.status(row.getString("status")))
        .findOne();
  }
}
