package io.dumpwarden.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps an object as it is by a rule of the storage's own: nobody removes it while it lasts.
 *
 * @param until when its retention ends, by the storage's clock; null where a legal hold alone keeps
 *     it
 * @param legalHold whether somebody holds it, with no end in sight
 */
public record ObjectLock(@Nullable Instant until, boolean legalHold) {

  public ObjectLock {
    if (until == null && !legalHold) {
      throw new IllegalArgumentException("a lock has an end or is a legal hold");
    }
  }

  /** Whether it still lasts. */
  public boolean lastsAt(Instant now) {
    return legalHold || until == null || now.isBefore(until);
  }

  /** In words, to follow a name: {@code locked until …}. */
  public String text() {
    return legalHold ? "under legal hold" : "locked until " + until;
  }
}
