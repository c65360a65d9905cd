package io.dumpwarden.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns what was started: stops it in reverse order, all of it, whatever fails or hangs on the way.
 */
final class Lifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  /** Something to be done that may fail. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private record Started(String name, Step stop) {}

  private final Deque<Started> started = new ArrayDeque<>();
  private final Duration patience;
  private final Duration atLeast;

  /**
   * @param patience for all steps of stopping together
   * @param atLeast what each step has even when that is used up
   */
  Lifecycle(Duration patience, Duration atLeast) {
    this.patience = patience;
    this.atLeast = atLeast;
  }

  /**
   * Starts something and remembers how to stop it; a failed start stops all that went before it.
   */
  synchronized void start(String name, Step start, Step stop) {
    try {
      start.run();
    } catch (Exception e) {
      stopAll();
      throw e instanceof RuntimeException known
          ? known
          : new IllegalStateException(name + " cannot be started: " + e.getMessage(), e);
    }
    started.push(new Started(name, stop));
  }

  /** Remembers how to stop something that runs already. */
  synchronized void own(String name, Step stop) {
    started.push(new Started(name, stop));
  }

  /** Returns after the patience, and a little more for each step that hangs beyond it. */
  synchronized void stopAll() {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!started.isEmpty()) {
      Started last = started.pop();
      long left = Math.max(deadline - System.nanoTime(), atLeast.toNanos());
      stop(last, left);
    }
  }

  private static void stop(Started last, long nanos) {
    FutureTask<Boolean> step =
        new FutureTask<>(
            () -> {
              last.stop().run();
              return true;
            });
    Thread thread = new Thread(step, "stop-" + last.name());
    thread.setDaemon(true);
    thread.start();
    try {
      await(step, System.nanoTime() + nanos);
    } catch (ExecutionException e) {
      LOG.warn("{} did not stop in order: {}", last.name(), String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      step.cancel(true);
      LOG.warn("{} did not stop in time and is left behind", last.name());
    }
  }

  /** An interrupted thread waits too: steps that overlap would undo each other's order. */
  private static void await(FutureTask<Boolean> step, long deadline)
      throws ExecutionException, TimeoutException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          step.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
