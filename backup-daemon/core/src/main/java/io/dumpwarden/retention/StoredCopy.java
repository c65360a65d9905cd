package io.dumpwarden.retention;

import java.time.Instant;

/**
 * A copy as retention sees it.
 *
 * @param storedAt when its dump started: what the data in it is from
 * @param good whether it is stored and nothing says that it is missing or corrupt
 * @param complete whether the dump lacks nothing of what it was to hold
 * @param pinned whether somebody asked for it to stay
 */
public record StoredCopy(
    String copyId,
    String backupId,
    Instant storedAt,
    boolean good,
    boolean complete,
    boolean pinned) {

  /** Whether it can be counted on in full. */
  boolean isWhole() {
    return good && complete;
  }
}
