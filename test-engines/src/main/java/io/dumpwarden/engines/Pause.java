package io.dumpwarden.engines;

import java.io.InterruptedIOException;

/** Between two looks at what another process does. */
final class Pause {

  private static final long MILLIS = 50;

  private Pause() {}

  static void briefly() throws InterruptedIOException {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a test server");
    }
  }
}
