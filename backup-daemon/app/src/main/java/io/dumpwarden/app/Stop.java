package io.dumpwarden.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish that the process end, by SIGTERM or Ctrl-C. The work of stopping is done by the thread
 * that waits here; the runtime is held until it is done.
 */
public final class Stop {

  private static final long LIMIT_SECONDS = 60;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile int exitCode;

  private Stop() {}

  /** Listens for the signals from now on. */
  public static Stop onSignal() {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(new Thread(stop::signalled, "stop"));
    return stop;
  }

  /** Waits until the process is to end. */
  public void await() throws InterruptedException {
    asked.await();
  }

  /**
   * Everything is stopped: the runtime may go.
   *
   * @param exitCode how the process ends where a signal asked for it: an end in good order is no
   *     failure
   */
  public void done(int exitCode) {
    this.exitCode = exitCode;
    done.countDown();
  }

  private void signalled() {
    if (done.getCount() == 0) {
      // no signal: the process ends by itself, with its own code
      return;
    }
    asked.countDown();
    try {
      if (done.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
