package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Verification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Records what was found out about copies, and the sums that change along. */
final class VerificationWrites {

  private final Database database;

  VerificationWrites(Database database) {
    this.database = database;
  }

  /** A row as it is, under lock. */
  private record Current(
      CopyTotals.Standing standing, @Nullable Instant verifiedAt, boolean underRepair) {

    static Current read(ResultSet row, StatementContext context) throws SQLException {
      return new Current(
          CopyTotals.Standing.read(row, context),
          Utc.find(row, "verified_at"),
          row.getBoolean("under_repair"));
    }

    /** Whether nobody has found out anything since. */
    boolean isAsSeen(Copy seen) {
      Instant then = seen.verification() == null ? null : seen.verification().at();
      return standing.status() == seen.status() && Objects.equals(verifiedAt, then);
    }

    /** Whether what is found about it may change how it stands; a repair says so itself. */
    boolean counts() {
      return !underRepair && isToBeThere();
    }

    private boolean isToBeThere() {
      return switch (standing.status()) {
        case STORED, MISSING, CORRUPT -> true;
        case PENDING, FAILED, EXPIRED, DELETED -> false;
      };
    }
  }

  boolean record(Copy seen, Verification found) {
    return database.<Boolean>write(
        h -> {
          Optional<Current> current =
              lock(h, seen).filter(row -> row.isAsSeen(seen) && row.counts());
          current.ifPresent(
              row -> {
                CopyTotals.Standing was = row.standing();
                CopyStatus status = statusBy(found.result());
                update(h, seen.id(), status, found);
                CopyTotals.record(
                    h, was, was.found(status, was.bytes(), found.result()), found.at());
                noteVerified(h, was, found, false);
              });
          return current.isPresent();
        });
  }

  boolean repaired(Copy seen, long bytes, Verification found) {
    return database.<Boolean>write(
        h -> {
          Optional<Current> current = lock(h, seen).filter(row -> isLost(row.standing().status()));
          current.ifPresent(
              row -> {
                CopyTotals.Standing was = row.standing();
                update(h, seen.id(), CopyStatus.STORED, found);
                store(h, seen.id(), bytes, found.at());
                CopyTotals.record(
                    h, was, was.found(CopyStatus.STORED, bytes, found.result()), found.at());
                noteVerified(h, was, found, true);
              });
          return current.isPresent();
        });
  }

  void tried(Copy seen, Instant at) {
    String sql = "UPDATE copy SET tried_at = :at WHERE id = :id AND status = 'stored'";
    database.change(h -> h.createUpdate(sql).bind("at", at).bind("id", seen.id()).execute());
  }

  private static CopyStatus statusBy(Verification.Result result) {
    return switch (result) {
      case VERIFIED, UNREADABLE -> CopyStatus.STORED;
      case MISSING -> CopyStatus.MISSING;
      case CORRUPT -> CopyStatus.CORRUPT;
    };
  }

  private static boolean isLost(CopyStatus status) {
    return switch (status) {
      case FAILED, MISSING, CORRUPT -> true;
      case PENDING, STORED, EXPIRED, DELETED -> false;
    };
  }

  private static void update(Handle h, String copyId, CopyStatus status, Verification found) {
    String sql =
        """
        UPDATE copy SET status = :status, verified_at = :at, tried_at = :at, verification = :result,
          verification_message = :message
        WHERE id = :id
        """;
    h.createUpdate(sql)
        .bind("status", status.id())
        .bind("at", Utc.stored(found.at()))
        .bind("result", found.result().id())
        .bind("message", Text.fit(found.message()))
        .bind("id", copyId)
        .execute();
  }

  private static void store(Handle h, String copyId, long bytes, Instant at) {
    String sql =
        """
        UPDATE copy SET bytes = :bytes, stored_at = COALESCE(stored_at, :at), message = NULL,
          upload_id = '', repair_until = NULL
        WHERE id = :id
        """;
    h.createUpdate(sql)
        .bind("bytes", bytes)
        .bind("at", Utc.stored(at))
        .bind("id", copyId)
        .execute();
  }

  private static void noteVerified(
      Handle h, CopyTotals.Standing was, Verification found, boolean repaired) {
    String sql =
        """
        UPDATE series_total SET repaired = repaired + :repaired,
          verified_at = IF(:verified, :at, verified_at)
        WHERE schedule = :schedule AND storage = :storage AND server = :server AND scope = :scope
        """;
    h.createUpdate(sql)
        .bind("repaired", repaired ? 1 : 0)
        .bind("verified", found.result() == Verification.Result.VERIFIED)
        .bind("at", Utc.stored(found.at()))
        .bind("schedule", was.series().schedule())
        .bind("storage", was.series().storage())
        .bind("server", was.series().server())
        .bind("scope", was.series().scope())
        .execute();
  }

  private static Optional<Current> lock(Handle h, Copy copy) {
    String sql =
        """
        SELECT c.*, COALESCE(c.repair_until >= UTC_TIMESTAMP(6), FALSE) AS under_repair
        FROM copy c WHERE c.id = :id FOR UPDATE
        """;
    return h.createQuery(sql).bind("id", copy.id()).map(Current::read).findOne();
  }
}
