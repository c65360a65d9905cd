package io.dumpwarden.catalog;

import io.dumpwarden.storage.ObjectLock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The locks of a storage, as the row of a copy keeps them: by their end. */
public final class CopyLock {

  /** Stands for the end of a legal hold, which has none. */
  public static final Instant LEGAL_HOLD = Instant.parse("9999-01-01T00:00:00Z");

  private CopyLock() {}

  /** When it ends, as precise as rows are; null for no lock. */
  public static @Nullable Instant endOf(@Nullable ObjectLock lock) {
    if (lock == null) {
      return null;
    }
    Instant until = lock.until();
    return lock.legalHold() || until == null ? LEGAL_HOLD : until.truncatedTo(ChronoUnit.MICROS);
  }

  /** The end of both. */
  public static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? other : one;
  }

  /** In words, to follow a name: {@code locked until …}. */
  public static String text(Instant lockedUntil) {
    return lockedUntil.isBefore(LEGAL_HOLD) ? "locked until " + lockedUntil : "under legal hold";
  }
}
