package io.dumpwarden.run;

import io.dumpwarden.dump.RowsProgress;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param database the one being dumped; null before the first and after the last
 * @param databasesDone finished so far, failed ones included
 * @param databasesTotal 0 until they are known
 * @param rawBytes dumped so far, over all databases
 * @param storedBytes after compression
 * @param rawBytesPerSecond over the last seconds
 * @param rows of the tables that are being dumped, where the engine knows; the time left only where
 *     no database waits
 */
public record RunProgress(
    @Nullable String database,
    int databasesDone,
    int databasesTotal,
    long rawBytes,
    long storedBytes,
    long rawBytesPerSecond,
    RowsProgress rows) {

  public static final RunProgress NONE = new RunProgress(null, 0, 0, 0, 0, 0, RowsProgress.NONE);

  /** What the whole run will have dumped, by the sizes of its tables; 0 where nobody knows. */
  public long expectedBytes() {
    return rows.secondsLeft() == null ? 0 : rawBytes + rows.byteEstimate() - rows.bytes();
  }
}
