package io.dumpwarden.metadata;

import java.time.Duration;
import java.time.Instant;

/** When a storage's copies are looked at next. */
final class VerificationTurns {

  private final Database database;

  VerificationTurns(Database database) {
    this.database = database;
  }

  /**
   * How often.
   *
   * @param backlog how long ago turns may have been due to be caught up on
   */
  record Pace(Duration interval, Duration backlog) {}

  boolean take(String storageId, String job, Pace pace, Instant now) {
    return database.write(
        h -> {
          h.createUpdate(
                  "INSERT IGNORE INTO verification_turn (storage_id, job, due_at)"
                      + " VALUES (:storage, :job, :now)")
              .bind("storage", storageId)
              .bind("job", job)
              .bind("now", now)
              .execute();
          Instant due =
              h.createQuery(
                      "SELECT due_at FROM verification_turn"
                          + " WHERE storage_id = :storage AND job = :job FOR UPDATE")
                  .bind("storage", storageId)
                  .bind("job", job)
                  .map((row, c) -> Utc.get(row, "due_at"))
                  .one();
          // a copy deleted, or a share set higher: nobody waits longer than the pace that is now
          boolean isDue = !due.isAfter(now) || due.isAfter(now.plus(pace.interval()));
          if (isDue) {
            h.createUpdate(
                    "UPDATE verification_turn SET due_at = :due"
                        + " WHERE storage_id = :storage AND job = :job")
                .bind("due", next(due, pace, now))
                .bind("storage", storageId)
                .bind("job", job)
                .execute();
          }
          return isDue;
        });
  }

  private static Instant next(Instant due, Pace pace, Instant now) {
    Instant earliest = now.minus(pace.backlog());
    Instant from = due.isBefore(earliest) ? earliest : due.isAfter(now) ? now : due;
    return from.plus(pace.interval());
  }
}
