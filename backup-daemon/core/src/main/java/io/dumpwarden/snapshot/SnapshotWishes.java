package io.dumpwarden.snapshot;

import java.time.Duration;

/**
 * How a snapshot is to be taken.
 *
 * @param connections how many are to see it; at least one
 * @param lockTimeout how long the lock may be waited for, while others wait behind it
 * @param lockTries how often it is tried before one connection has to do
 * @param holdLock whether writers are held off until the snapshot is closed, so that tables without
 *     transactions are consistent too; without that lock there is no snapshot then
 */
public record SnapshotWishes(
    int connections, Duration lockTimeout, int lockTries, boolean holdLock) {

  /** For so many connections: five seconds, three tries, for a moment. */
  public static SnapshotWishes of(int connections) {
    return new SnapshotWishes(connections, Duration.ofSeconds(5), 3, false);
  }
}
