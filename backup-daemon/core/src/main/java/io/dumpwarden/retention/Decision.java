package io.dumpwarden.retention;

/**
 * What becomes of one copy.
 *
 * @param reason for people: lower-case, no final stop
 */
public record Decision(StoredCopy copy, Action action, String reason) {

  /** Stay or go. */
  public enum Action {
    KEEP,
    REMOVE
  }

  static Decision keep(StoredCopy copy, String reason) {
    return new Decision(copy, Action.KEEP, reason);
  }

  static Decision remove(StoredCopy copy, String reason) {
    return new Decision(copy, Action.REMOVE, reason);
  }

  public boolean removes() {
    return action == Action.REMOVE;
  }
}
