package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How copies stand, and the sums over them, which change along. */
final class CopyStates {

  private final Database database;

  CopyStates(Database database) {
    this.database = database;
  }

  void mark(String copyId, CopyStatus status, Instant at) {
    String sql =
        """
        UPDATE copy SET status = :status, deleted_at = IF(:deleted, :at, deleted_at)
        WHERE id = :id
        """;
    database.change(
        h -> {
          CopyTotals.Standing before = lock(h, copyId).orElseThrow(() -> unknown(copyId));
          h.createUpdate(sql)
              .bind("status", status.id())
              .bind("deleted", status == CopyStatus.DELETED)
              .bind("at", at)
              .bind("id", copyId)
              .execute();
          CopyTotals.record(h, before, before.becoming(status, before.bytes()), at);
        });
  }

  /** Part of a transaction that holds the copy's backup. */
  static boolean expire(Handle h, String copyId) {
    CopyTotals.Standing before = lock(h, copyId).orElseThrow(() -> unknown(copyId));
    boolean may =
        switch (before.status()) {
          case STORED, MISSING, CORRUPT, EXPIRED -> true;
          case PENDING, FAILED, DELETED -> false;
        };
    if (may) {
      h.createUpdate("UPDATE copy SET status = 'expired' WHERE id = :id")
          .bind("id", copyId)
          .execute();
      CopyTotals.record(h, before, before.becoming(CopyStatus.EXPIRED, before.bytes()), null);
    }
    return may;
  }

  /**
   * Records how the writing of a copy ended. One that has gone further since (expired, deleted, …)
   * stays as it is; one still pending says nothing new.
   */
  static void settle(Handle h, Backup backup, Copy copy) {
    Optional<CopyTotals.Standing> before = lock(h, copy.id());
    if (before.isEmpty()) {
      CopyRow.insert(h, backup, copy);
      CopyTotals.Standing begun =
          new CopyTotals.Standing(
              backup.id(),
              new Series(backup.schedule(), copy.storage(), backup.server(), backup.scope()),
              CopyStatus.PENDING,
              0,
              null);
      CopyTotals.record(h, begun, begun.becoming(copy.status(), copy.bytes()), copy.storedAt());
    } else if (isOpen(before.get().status()) && copy.status() != CopyStatus.PENDING) {
      update(h, copy);
      CopyTotals.record(
          h, before.get(), before.get().becoming(copy.status(), copy.bytes()), copy.storedAt());
    }
  }

  void settle(Copy copy) {
    database.change(
        h ->
            lock(h, copy.id())
                .filter(before -> isOpen(before.status()))
                .ifPresent(
                    before -> {
                      update(h, copy);
                      CopyTotals.record(
                          h, before, before.becoming(copy.status(), copy.bytes()), copy.storedAt());
                    }));
  }

  /** Straight along the pending ones, of which there are few, whatever a node has done. */
  List<Copy> pendingOf(String nodeId) {
    String sql =
        """
        SELECT c.* FROM copy c
        JOIN backup b ON b.id = c.backup_id
        JOIN run r ON r.id = b.run_id
        WHERE c.status = 'pending' AND r.node_id = :node
        ORDER BY c.id
        """;
    return database.read(h -> h.createQuery(sql).bind("node", nodeId).map(CopyRow::read).list());
  }

  List<Copy> failedAfter(String afterId, int limit) {
    String sql =
        """
        SELECT * FROM copy
        WHERE status = 'failed' AND id > :after AND upload_id <> ''
          AND (repair_until IS NULL OR repair_until < UTC_TIMESTAMP(6))
        ORDER BY id LIMIT :limit
        """;
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("after", afterId)
                .bind("limit", limit)
                .map(CopyRow::read)
                .list());
  }

  private static void update(Handle h, Copy copy) {
    String sql =
        """
        UPDATE copy SET status = :status, bytes = :bytes, stored_at = :storedAt,
          deleted_at = :deletedAt, message = :message, object_key = :key, upload_id = :uploadId,
          locked_until = :lockedUntil
        WHERE id = :id
        """;
    h.createUpdate(sql)
        .bind("status", copy.status().id())
        .bind("bytes", copy.bytes())
        .bind("storedAt", copy.storedAt())
        .bind("deletedAt", copy.deletedAt())
        .bind("message", Text.fit(copy.message()))
        .bind("key", copy.key())
        .bind("uploadId", copy.uploadId())
        .bind("lockedUntil", copy.lockedUntil())
        .bind("id", copy.id())
        .execute();
  }

  private static boolean isOpen(CopyStatus status) {
    return switch (status) {
      case PENDING, FAILED -> true;
      case STORED, EXPIRED, DELETED, MISSING, CORRUPT -> false;
    };
  }

  private static Optional<CopyTotals.Standing> lock(Handle h, String copyId) {
    return h.createQuery("SELECT * FROM copy WHERE id = :id FOR UPDATE")
        .bind("id", copyId)
        .map(CopyTotals.Standing::read)
        .findOne();
  }

  private static DumpwardenException unknown(String copyId) {
    return new DumpwardenException(ErrorCode.NOT_FOUND, "there is no copy " + copyId);
  }
}
