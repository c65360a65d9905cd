package io.dumpwarden.storage.s3;

/**
 * The memory that the parts of all uploads of this process share. An upload for which nothing is
 * left sends its parts through files. Safe for use by many threads.
 */
public final class PartBudget {

  private long freeBytes;

  public PartBudget(long bytes) {
    this.freeBytes = bytes;
  }

  /** What no upload holds. */
  public synchronized long freeBytes() {
    return freeBytes;
  }

  /**
   * What is free of the bytes wanted, to be given back.
   *
   * @param least less than that is of no use: then nothing is taken
   */
  synchronized long take(long wanted, long least) {
    long taken = Math.min(wanted, freeBytes);
    if (taken < least) {
      return 0;
    }
    freeBytes -= taken;
    return taken;
  }

  synchronized void give(long bytes) {
    freeBytes += bytes;
  }
}
