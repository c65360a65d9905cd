package io.dumpwarden.pipeline;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one stream that is compressed side by side; idle ones end by themselves. */
final class CodecWorkers {

  private static final long IDLE_SECONDS = 5;

  /** Compressing one block takes a fraction of a second, or a few seconds at high levels. */
  private static final long JOIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ThreadPoolExecutor pool;

  CodecWorkers(String name, int threads) {
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  <T> Future<T> submit(Callable<T> work) {
    return pool.submit(work);
  }

  /** Waits for the blocks at work, interrupted or not; those that wait are left out. */
  void stop() {
    pool.shutdownNow();
    boolean interrupted = false;
    long end = System.nanoTime() + JOIN_NANOS;
    while (!pool.isTerminated() && System.nanoTime() < end) {
      try {
        pool.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
