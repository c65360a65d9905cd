package io.dumpwarden.swap;

import java.util.List;
import java.util.UUID;

/**
 * How a replacement ended.
 *
 * @param restoreId whose it was
 * @param databases the target databases
 * @param state which data is in place, the same in all of them
 * @param message for people: what is in place and why, lower-case
 * @param notes what could not be brought along or cleaned up, a line each
 */
public record SwapOutcome(
    UUID restoreId, List<String> databases, State state, String message, List<String> notes) {

  /** Which data is in place. */
  public enum State {
    /** What was there before, whole. */
    OLD_IN_PLACE,
    /** What was restored, whole. */
    NEW_IN_PLACE,
    /** Neither is complete; the journal is kept, and a recovery tries again. */
    UNFINISHED
  }

  public SwapOutcome {
    databases = List.copyOf(databases);
    notes = List.copyOf(notes);
  }
}
