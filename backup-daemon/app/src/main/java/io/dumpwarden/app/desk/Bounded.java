package io.dumpwarden.app.desk;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work that asks other machines while somebody waits in front of a page: given up after a while,
 * and only so much of it at a time.
 */
final class Bounded {

  private static final int AT_A_TIME = 8;

  private final ExecutorService threads;
  private final Duration limit;
  private final String hint;

  Bounded(Duration limit) {
    this(limit, AT_A_TIME, "check the network, and whether the other side answers at all");
  }

  /**
   * @param hint what to do where it takes too long
   */
  Bounded(Duration limit, int atATime, String hint) {
    this.limit = limit;
    this.hint = hint;
    this.threads =
        new ThreadPoolExecutor(
            0, atATime, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), Bounded::thread);
  }

  /**
   * Does the work on a thread of its own.
   *
   * @throws DumpwardenException {@code TIMEOUT} where it takes too long, {@code BUSY} where too
   *     much is going on
   */
  <T> T work(String what, Supplier<T> work) {
    Future<T> done;
    try {
      done = threads.submit(work::get);
    } catch (RejectedExecutionException e) {
      throw new DumpwardenException(
          ErrorCode.BUSY, "too much of its kind is going on to begin " + what, e);
    }
    try {
      return done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      done.cancel(true);
      throw new DumpwardenException(
          ErrorCode.TIMEOUT,
          "%s did not end within %d seconds".formatted(what, limit.toSeconds()),
          hint,
          e);
    } catch (InterruptedException e) {
      done.cancel(true);
      Thread.currentThread().interrupt();
      throw new DumpwardenException(ErrorCode.CANCELLED, what + " was given up", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "look");
    thread.setDaemon(true);
    return thread;
  }
}
