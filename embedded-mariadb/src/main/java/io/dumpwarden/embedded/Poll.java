package io.dumpwarden.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Waiting for what other processes do: there is nothing to be notified by, so it looks again. */
final class Poll {

  private static final long INTERVAL_MILLIS = 25;

  private Poll() {}

  /** Something that may be looked at again and again. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }

  /** Returns whether the condition came to hold within the time; looks at least once. */
  static boolean until(Duration patience, Condition condition) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(INTERVAL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the embedded MariaDB");
    }
  }
}
