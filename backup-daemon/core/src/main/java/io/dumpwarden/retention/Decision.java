package io.dumpwarden.retention;

import io.dumpwarden.catalog.CopyLock;
import java.time.Instant;
import java.util.Locale;

/**
 * What becomes of one copy.
 *
 * @param reason for people: lower-case, no final stop
 */
public record Decision(StoredCopy copy, Action action, String reason) {

  /** Stay or go. */
  public enum Action {
    KEEP,
    REMOVE,
    /** Goes as soon as its storage lets go of it. */
    LOCKED;

    /** {@code keep}, {@code remove}, {@code locked}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Decision keep(StoredCopy copy, String reason) {
    return new Decision(copy, Action.KEEP, reason);
  }

  static Decision remove(StoredCopy copy, String reason) {
    return new Decision(copy, Action.REMOVE, reason);
  }

  /** The same for a copy that its storage locks. */
  Decision butLocked(Instant until) {
    return new Decision(
        copy, Action.LOCKED, "%s; goes after that: %s".formatted(CopyLock.text(until), reason));
  }

  public boolean removes() {
    return action == Action.REMOVE;
  }
}
