package io.dumpwarden.snapshot;

import io.dumpwarden.source.BinlogPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a snapshot was reached.
 *
 * @param connections how many see it
 * @param lockMillis how long writers were held off; where they still are, until now
 * @param waitMillis how long the lock was waited for, over all tries
 * @param definitionsLocked whether nobody can change a definition until the snapshot is closed
 * @param position of the binary log, exact where it is there
 * @param warnings why it is not better than it is: a missing grant, a lock that was not had
 */
public record SnapshotFacts(
    SnapshotLock lock,
    int connections,
    long lockMillis,
    long waitMillis,
    boolean definitionsLocked,
    @Nullable BinlogPosition position,
    List<String> warnings) {

  public SnapshotFacts {
    warnings = List.copyOf(warnings);
  }

  SnapshotFacts withLockMillis(long millis) {
    return new SnapshotFacts(
        lock, connections, millis, waitMillis, definitionsLocked, position, warnings);
  }
}
