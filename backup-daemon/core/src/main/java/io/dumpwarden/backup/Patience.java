package io.dumpwarden.backup;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.RunControl;

/** Waits for a metadata store that is away. */
final class Patience {

  private static final long PAUSE_MILLIS = 1_000;

  private Patience() {}

  /** Repeats the step until the store takes it or the run is ended from outside. */
  static void untilRecorded(RunControl control, Runnable step) throws InterruptedException {
    while (true) {
      control.throwIfEnded();
      try {
        step.run();
        return;
      } catch (DumpwardenException e) {
        if (e.code() != ErrorCode.METADATA_UNAVAILABLE) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }
}
