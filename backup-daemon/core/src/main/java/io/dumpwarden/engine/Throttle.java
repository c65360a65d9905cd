package io.dumpwarden.engine;

import io.dumpwarden.config.DumpManners;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds the workers of a dump back: to so many rows and bytes a second over all of them, and while
 * somebody says so. Safe for use by many threads; an interrupt ends the waiting.
 */
final class Throttle {

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final @Nullable Long rowsPerSecond;
  private final @Nullable Long bytesPerSecond;
  private long freeAt = System.nanoTime();
  private @Nullable String held;

  Throttle(DumpManners manners) {
    this.rowsPerSecond = manners.maxRowsPerSecond();
    this.bytesPerSecond = manners.maxBytesPerSecond();
  }

  /** To be told of what was read, before more is. Waits for what the rates take, no longer. */
  void passed(long rows, long bytes) throws InterruptedException {
    long until = reserved(rows, bytes);
    synchronized (this) {
      for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }
  }

  /**
   * Waits while somebody holds everybody back. To be called with no statement and no table open:
   * who wants to change a table would wait for it, and everybody else behind him, so that the
   * server would never have less to do.
   */
  synchronized void awaitRelease() throws InterruptedException {
    while (held != null) {
      wait();
    }
  }

  /** Everybody waits at the next {@link #awaitRelease}. */
  synchronized void hold(String why) {
    held = why;
  }

  synchronized void release() {
    held = null;
    notifyAll();
  }

  synchronized boolean isHeld() {
    return held != null;
  }

  /** Until when what was read takes at the rate that is allowed. */
  private synchronized long reserved(long rows, long bytes) {
    double seconds =
        Math.max(
            rowsPerSecond == null ? 0 : (double) rows / rowsPerSecond,
            bytesPerSecond == null ? 0 : (double) bytes / bytesPerSecond);
    long now = System.nanoTime();
    // what nobody used is not saved up
    freeAt = (freeAt - now > 0 ? freeAt : now) + (long) (seconds * SECOND);
    return freeAt;
  }
}
