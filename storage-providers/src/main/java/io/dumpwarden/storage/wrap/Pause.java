package io.dumpwarden.storage.wrap;

import java.time.Duration;

/** Waits; the real one is {@link #sleeping}. */
@FunctionalInterface
public interface Pause {

  void take(Duration duration) throws InterruptedException;

  static Pause sleeping() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
