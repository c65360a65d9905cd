package io.dumpwarden.pipeline;

/** How many bytes have passed so far. */
@FunctionalInterface
public interface ByteCounts {

  /**
   * @param rawBytes before compression
   * @param storedBytes after it
   */
  void passed(long rawBytes, long storedBytes);
}
