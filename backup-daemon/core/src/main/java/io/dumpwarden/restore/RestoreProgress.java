package io.dumpwarden.restore;

import io.dumpwarden.dump.RowsProgress;

/**
 * How far a restore is.
 *
 * @param checkedBytes stored bytes read by the check so far
 * @param loadedBytes bytes of SQL loaded so far
 * @param rawBytes bytes of SQL to load; 0 where it is not known
 * @param rows of the tables, where it loads over several connections
 */
public record RestoreProgress(
    RestorePhase phase, long checkedBytes, long loadedBytes, long rawBytes, RowsProgress rows) {

  /** Before anything is done. */
  public static final RestoreProgress NONE =
      new RestoreProgress(RestorePhase.CHECKING_SOURCE, 0, 0, 0, RowsProgress.NONE);
}
