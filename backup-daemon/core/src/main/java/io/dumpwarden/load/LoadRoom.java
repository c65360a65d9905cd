package io.dumpwarden.load;

import io.dumpwarden.pipeline.CompressionMemory.Limits;
import io.dumpwarden.pipeline.CompressionMemory.Need;

/**
 * How many connections the memory of a process has room for, all of whom read a frame at a time.
 *
 * @param heap bytes of Java's heap for all of them
 * @param outside bytes outside of it, for all of them
 */
public record LoadRoom(long heap, long outside) {

  /** In this process. */
  public static LoadRoom here() {
    return new LoadRoom(Runtime.getRuntime().maxMemory(), Limits.ofThisProcess().outside());
  }

  /**
   * As many as are wanted where there is room for them, at least one.
   *
   * @param reading what it takes to decompress a frame
   */
  public int connections(int wanted, Need reading) {
    long byHeap = heap / (LoadWishes.HEAP_PER_CONNECTION + reading.heap());
    long byOutside = outside / Math.max(1, reading.outside());
    return (int) Math.max(1, Math.min(wanted, Math.min(byHeap, byOutside)));
  }
}
