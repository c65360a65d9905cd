package io.dumpwarden.metadata;

import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.Verification;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Keeps the sums over copies, in the transaction that changes one. */
final class CopyTotals {

  private CopyTotals() {}

  /** A copy as it stands at one moment. */
  record Standing(
      Series series, CopyStatus status, long bytes, Verification.@Nullable Result verification) {

    static Standing read(ResultSet row, StatementContext context) throws SQLException {
      Series series =
          new Series(
              row.getString("schedule"),
              row.getString("storage"),
              row.getString("server"),
              row.getString("scope"));
      return new Standing(
          series,
          CopyRow.status(row.getString("status")),
          row.getLong("bytes"),
          CopyRow.result(row.getString("verification")));
    }

    Standing becoming(CopyStatus after, long bytesAfter) {
      return new Standing(series, after, bytesAfter, verification);
    }

    Standing found(CopyStatus after, long bytesAfter, Verification.@Nullable Result result) {
      return new Standing(series, after, bytesAfter, result);
    }

    private long held() {
      return switch (status) {
        case STORED, EXPIRED, CORRUPT -> bytes;
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

  static void record(Handle h, Standing before, Standing after) {
    String sql =
        """
        INSERT INTO series_total (schedule, storage, server, scope, bytes, deleted, unverified,
          verified, unreadable, missing, corrupt)
        VALUES (:schedule, :storage, :server, :scope, :bytes, :deleted, :unverified, :verified,
          :unreadable, :missing, :corrupt)
        ON DUPLICATE KEY UPDATE bytes = bytes + :bytes, deleted = deleted + :deleted,
          unverified = unverified + :unverified, verified = verified + :verified,
          unreadable = unreadable + :unreadable, missing = missing + :missing,
          corrupt = corrupt + :corrupt
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
        .execute();
  }

  private static int difference(Standing before, Standing after, CopyStatus status) {
    return after.is(status) - before.is(status);
  }
}
