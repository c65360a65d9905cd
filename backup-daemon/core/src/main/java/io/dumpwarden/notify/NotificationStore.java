package io.dumpwarden.notify;

import java.time.Duration;
import java.time.Instant;

/**
 * What looks remember, and the messages that come of them. Every method may throw {@code
 * METADATA_UNAVAILABLE}.
 */
public interface NotificationStore {

  Known known();

  /**
   * Records what a look changes and queues its messages, in one transaction.
   *
   * @param look that of {@link Known#look}
   * @return false where another look was recorded since: nothing is then
   */
  boolean record(String look, Changes changes, Instant now);

  /** Forgets messages that ended, and problems that were gone, longer ago than this. */
  int prune(Duration olderThan);
}
