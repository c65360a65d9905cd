package io.dumpwarden.metadata;

import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.Verification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Keeps the sums over copies, in the transaction that changes one. */
final class CopyTotals {

  private CopyTotals() {}

  /** A copy as it stands at one moment. */
  record Standing(
      String backupId,
      Series series,
      CopyStatus status,
      long bytes,
      Verification.@Nullable Result verification) {

    static Standing read(ResultSet row, StatementContext context) throws SQLException {
      return new Standing(
          row.getString("backup_id"),
          SeriesLists.read(row),
          CopyRow.status(row.getString("status")),
          row.getLong("bytes"),
          CopyRow.result(row.getString("verification")));
    }

    Standing becoming(CopyStatus after, long bytesAfter) {
      return found(after, bytesAfter, verification);
    }

    Standing found(CopyStatus after, long bytesAfter, Verification.@Nullable Result result) {
      return new Standing(backupId, series, after, bytesAfter, result);
    }

    private long held() {
      return isHeld() * bytes;
    }

    private int isHeld() {
      return switch (status) {
        case STORED, EXPIRED, CORRUPT -> 1;
        case PENDING, FAILED, DELETED, MISSING -> 0;
      };
    }

    private int is(CopyStatus asked) {
      return status == asked ? 1 : 0;
    }

    private int isStoredAnd(Verification.@Nullable Result asked) {
      return status == CopyStatus.STORED && verification == asked ? 1 : 0;
    }

    private int isUnverified() {
      return is(CopyStatus.STORED)
          - isStoredAnd(Verification.Result.VERIFIED)
          - isStoredAnd(Verification.Result.UNREADABLE);
    }
  }

  /**
   * Records a change.
   *
   * @param at when it was; null for now
   */
  static void record(Handle h, Standing before, Standing after, @Nullable Instant at) {
    recordSeries(h, before, after);
    if (after.held() != before.held() || after.isHeld() != before.isHeld()) {
      recordHeld(h, before, after);
      recordDay(h, before, after, at);
    }
  }

  /** Server and type are those of the backup, raw bytes too. */
  private static void recordHeld(Handle h, Standing before, Standing after) {
    String sql =
        """
        INSERT INTO storage_held (storage, server, type, copies, raw_bytes, stored_bytes)
        SELECT :storage, server, type, :copies, :copies * COALESCE(raw_bytes, 0), :bytes
        FROM backup WHERE id = :backup
        ON DUPLICATE KEY UPDATE copies = copies + VALUES(copies),
          storage_held.raw_bytes = storage_held.raw_bytes + VALUES(raw_bytes),
          storage_held.stored_bytes = storage_held.stored_bytes + VALUES(stored_bytes)
        """;
    h.createUpdate(sql)
        .bind("storage", before.series().storage())
        .bind("copies", after.isHeld() - before.isHeld())
        .bind("bytes", after.held() - before.held())
        .bind("backup", before.backupId())
        .execute();
  }

  private static void recordDay(Handle h, Standing before, Standing after, @Nullable Instant at) {
    String sql =
        """
        INSERT INTO storage_day (storage, day, stored_bytes, removed_bytes)
        VALUES (:storage, DATE(COALESCE(:at, UTC_TIMESTAMP(6))), :stored, :removed)
        ON DUPLICATE KEY UPDATE stored_bytes = stored_bytes + :stored,
          removed_bytes = removed_bytes + :removed
        """;
    long more = after.held() - before.held();
    h.createUpdate(sql)
        .bind("storage", before.series().storage())
        .bind("at", Utc.text(at))
        .bind("stored", Math.max(0, more))
        .bind("removed", Math.max(0, -more))
        .execute();
  }

  private static void recordSeries(Handle h, Standing before, Standing after) {
    String sql =
        """
        INSERT INTO series_total (schedule, storage, server, scope, bytes, deleted, unverified,
          verified, unreadable, missing, corrupt, newest_id)
        VALUES (:schedule, :storage, :server, :scope, :bytes, :deleted, :unverified, :verified,
          :unreadable, :missing, :corrupt, :newest)
        ON DUPLICATE KEY UPDATE bytes = bytes + :bytes, deleted = deleted + :deleted,
          unverified = unverified + :unverified, verified = verified + :verified,
          unreadable = unreadable + :unreadable, missing = missing + :missing,
          corrupt = corrupt + :corrupt, newest_id = GREATEST(newest_id, VALUES(newest_id))
        """;
    Verification.Result verified = Verification.Result.VERIFIED;
    Verification.Result unreadable = Verification.Result.UNREADABLE;
    h.createUpdate(sql)
        .bind("schedule", before.series().schedule())
        .bind("storage", before.series().storage())
        .bind("server", before.series().server())
        .bind("scope", before.series().scope())
        .bind("bytes", after.held() - before.held())
        .bind("deleted", Math.max(0, difference(before, after, CopyStatus.DELETED)))
        .bind("unverified", after.isUnverified() - before.isUnverified())
        .bind("verified", after.isStoredAnd(verified) - before.isStoredAnd(verified))
        .bind("unreadable", after.isStoredAnd(unreadable) - before.isStoredAnd(unreadable))
        .bind("missing", difference(before, after, CopyStatus.MISSING))
        .bind("corrupt", difference(before, after, CopyStatus.CORRUPT))
        .bind("newest", after.is(CopyStatus.STORED) == 1 ? after.backupId() : "")
        .execute();
  }

  private static int difference(Standing before, Standing after, CopyStatus status) {
    return after.is(status) - before.is(status);
  }
}
