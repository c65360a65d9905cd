package io.dumpwarden.load;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The workers of one load; the first failure ends all of them. */
final class RowsLoad {

  private final LoadCrew crew;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  RowsLoad(LoadCrew crew) {
    this.crew = crew;
  }

  /**
   * Returns when everything in the queue is done.
   *
   * @throws DumpwardenException the first failure
   */
  void run(int workers) {
    AtomicInteger numbers = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            workers, task -> new Thread(task, "load-" + numbers.incrementAndGet()));
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        int number = i;
        all.add(threads.submit(() -> work(number)));
      }
      threads.shutdown();
      while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        crew.server().control().throwIfEnded();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DumpwardenException(ErrorCode.CANCELLED, "the load was interrupted", e);
    } finally {
      end(threads);
    }
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
    if (!crew.queue().isOver()) {
      throw new DumpwardenException(
          ErrorCode.INTERNAL, "the load ended before everything was loaded");
    }
  }

  /** Nothing of the load goes on behind the back of whoever undoes it. */
  private void end(ExecutorService threads) {
    if (!threads.isTerminated()) {
      crew.queue().stop();
    }
    threads.shutdownNow();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      crew.server().abortAll();
      try {
        threads.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(int number) {
    Runnable leave = crew.server().control().join();
    try {
      new RowsWorker(number, crew).work();
    } catch (SQLException e) {
      fail(LoadFailure.refused(e, "a connection for rows"));
    } catch (RuntimeException e) {
      fail(e);
    } catch (InterruptedException e) {
      fail(new DumpwardenException(ErrorCode.CANCELLED, "the load was interrupted", e));
    } catch (Throwable e) {
      // no memory left, say: nobody else hears of it
      fail(new DumpwardenException(ErrorCode.INTERNAL, "the load failed: " + e, e));
    } finally {
      leave.run();
    }
  }

  private void fail(RuntimeException e) {
    if (failure.compareAndSet(null, e)) {
      crew.queue().stop();
      crew.server().abortAll();
    }
  }
}
