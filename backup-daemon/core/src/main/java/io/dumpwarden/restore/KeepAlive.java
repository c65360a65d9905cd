package io.dumpwarden.restore;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does something every half minute, on a thread of its own, while something else takes long. */
final class KeepAlive implements AutoCloseable {

  private static final long SECONDS = 30;

  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "keep-alive");
            thread.setDaemon(true);
            return thread;
          });
  private final Runnable work;
  private volatile @Nullable RuntimeException failure;

  KeepAlive(Runnable work) {
    this.work = work;
    ticker.scheduleWithFixedDelay(this::once, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /** Throws what the last time threw. */
  void throwIfFailed() {
    RuntimeException last = failure;
    if (last != null) {
      throw last;
    }
  }

  private void once() {
    try {
      work.run();
      failure = null;
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
