package io.dumpwarden.anomaly;

import org.jspecify.annotations.Nullable;

/**
 * The figures of one good backup that are compared.
 *
 * @param tables how many tables its databases had; null where that is not known
 * @param rows null where they are not known
 */
public record Measure(
    long rawBytes,
    long storedBytes,
    long durationMillis,
    @Nullable Long tables,
    @Nullable Rows rows) {

  /**
   * How many rows it holds.
   *
   * @param counted whether they were counted as they were dumped; else it is the server's estimate
   */
  public record Rows(long number, boolean counted) {}
}
