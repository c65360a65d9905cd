package io.dumpwarden.run;

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
 */
public record RunProgress(
    @Nullable String database,
    int databasesDone,
    int databasesTotal,
    long rawBytes,
    long storedBytes,
    long rawBytesPerSecond) {

  public static final RunProgress NONE = new RunProgress(null, 0, 0, 0, 0, 0);
}
