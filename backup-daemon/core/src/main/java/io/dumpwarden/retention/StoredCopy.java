package io.dumpwarden.retention;

import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.SeriesCopy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A copy as retention sees it.
 *
 * @param storedAt when its dump started: what the data in it is from
 * @param good whether it is stored and nothing says that it is missing or corrupt
 * @param complete whether the dump lacks nothing of what it was to hold
 * @param suspicious whether the dump may lack data that those before it have, and nobody accepted
 *     that
 * @param pinned whether somebody asked for it to stay
 * @param lockedUntil until when its storage lets nobody remove it; null where no lock is known
 */
public record StoredCopy(
    String copyId,
    String backupId,
    Instant storedAt,
    boolean good,
    boolean complete,
    boolean suspicious,
    boolean pinned,
    @Nullable Instant lockedUntil) {

  static StoredCopy of(SeriesCopy copy) {
    return new StoredCopy(
        copy.copy().id(),
        copy.copy().backupId(),
        copy.madeAt(),
        copy.copy().status() == CopyStatus.STORED,
        copy.complete(),
        copy.suspicious(),
        copy.pinned(),
        copy.copy().lockedUntil());
  }

  /** Whether it can be counted on in full. */
  boolean isWhole() {
    return good && complete;
  }

  /** Whether nothing says that data was lost before it was made. */
  boolean isTrusted() {
    return good && !suspicious;
  }

  boolean isWholeAndTrusted() {
    return isWhole() && isTrusted();
  }
}
