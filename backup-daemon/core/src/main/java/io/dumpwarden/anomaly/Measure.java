package io.dumpwarden.anomaly;

import org.jspecify.annotations.Nullable;

/**
 * The figures of one good backup that are compared.
 *
 * @param tables how many tables its databases had; null where that is not known
 * @param rows null where they are not known
 */
public record Measure(
    Made made,
    long rawBytes,
    long storedBytes,
    long durationMillis,
    @Nullable Long tables,
    @Nullable Rows rows) {

  /**
   * In what way a backup was made: figures of different ways are not compared.
   *
   * @param dumpedBy engine and the options that shape its text: what the raw size depends on
   * @param packedBy compression and encryption: what ratio and duration depend on beside that
   */
  public record Made(String dumpedBy, String packedBy) {}

  /**
   * How many rows it holds.
   *
   * @param counted whether they were counted as they were dumped; else it is the server's estimate
   */
  public record Rows(long number, boolean counted) {}

  boolean isCounted() {
    return rows != null && rows.counted();
  }

  /** The rows, counted or estimated; 0 where they are not known. */
  double count() {
    return rows == null ? 0 : rows.number();
  }

  /** How many bytes went into one that was stored. */
  double ratio() {
    return (double) rawBytes / Math.max(1, storedBytes);
  }

  double seconds() {
    return durationMillis / 1000.0;
  }

  boolean isDumpedAs(Measure other) {
    return made.dumpedBy().equals(other.made.dumpedBy());
  }

  boolean isPackedAs(Measure other) {
    return made.equals(other.made);
  }
}
