package io.dumpwarden.scheduler;

import java.time.Instant;

/** Hears when a schedule is due. */
@FunctionalInterface
public interface FireListener {

  /**
   * @param fireAt when it was due; the call may come later
   * @param contentHash of the schedule's row when it was armed
   */
  void fired(String schedule, Instant fireAt, String contentHash);
}
