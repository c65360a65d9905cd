package io.dumpwarden.metadata;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Pins and locks; whoever sets a pin and whoever expires a copy take the backup's row first. */
final class HoldStates {

  private final Database database;

  HoldStates(Database database) {
    this.database = database;
  }

  boolean pin(String backupId, boolean pinned) {
    return database.write(
        h -> {
          boolean was = lockPin(h, "id = :id", backupId).orElseThrow(() -> unknown(backupId));
          h.createUpdate("UPDATE backup SET pinned = :pinned WHERE id = :id")
              .bind("pinned", pinned)
              .bind("id", backupId)
              .execute();
          return was != pinned;
        });
  }

  boolean expire(String copyId, boolean evenPinned) {
    String ofCopy = "id = (SELECT backup_id FROM copy WHERE id = :id)";
    return database.write(
        h -> {
          boolean pinned = lockPin(h, ofCopy, copyId).orElse(false);
          return (!pinned || evenPinned) && CopyStates.expire(h, copyId);
        });
  }

  void lock(String copyId, @Nullable Instant until) {
    database.change(
        h ->
            h.createUpdate("UPDATE copy SET locked_until = :until WHERE id = :id")
                .bind("until", until)
                .bind("id", copyId)
                .execute());
  }

  private static Optional<Boolean> lockPin(Handle h, String which, String id) {
    return h.createQuery("SELECT pinned FROM backup WHERE " + which + " FOR UPDATE")
        .bind("id", id)
        .mapTo(Boolean.class)
        .findOne();
  }

  private static DumpwardenException unknown(String backupId) {
    return new DumpwardenException(ErrorCode.NOT_FOUND, "there is no backup " + backupId);
  }
}
