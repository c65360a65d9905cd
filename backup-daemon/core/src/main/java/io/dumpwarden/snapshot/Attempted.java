package io.dumpwarden.snapshot;

import io.dumpwarden.source.BinlogPosition;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to get a lock and do under it what needs it. */
sealed interface Attempted {

  /** How long the lock was waited for. */
  long waitNanos();

  /**
   * @param lockNanos how long writers were held off, so far
   * @param hold the lock, where it goes on
   */
  record Reached(
      long waitNanos, long lockNanos, @Nullable BinlogPosition position, @Nullable Hold hold)
      implements Attempted {}

  /**
   * @param again whether it may go better another time
   */
  record Missed(long waitNanos, String why, boolean again) implements Attempted {}
}
