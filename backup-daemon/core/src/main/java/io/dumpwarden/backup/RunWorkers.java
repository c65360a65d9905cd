package io.dumpwarden.backup;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hands of a node: they claim runs from the queue while there is room, and run them. Started
 * once, stopped once.
 */
public final class RunWorkers {

  private static final Logger LOG = LoggerFactory.getLogger(RunWorkers.class);
  private static final long POLL_MILLIS = 1_000;

  private final Node node;
  private final RunQueue queue;
  private final RunExecution execution;
  private final Supplier<Set<String>> schedulesOfOthers;
  private final Semaphore room;
  private final Semaphore wake = new Semaphore(0);
  private final Thread claimer = new Thread(this::claimForEver, "run-claimer");
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(task, "run"));
  private volatile boolean stopping;

  /**
   * @param maxConcurrentRuns how many runs this node works at
   * @param schedulesOfOthers schedules that write to a storage which this node does not have
   */
  public RunWorkers(
      Node node,
      RunQueue queue,
      RunExecution execution,
      int maxConcurrentRuns,
      Supplier<Set<String>> schedulesOfOthers) {
    this.node = node;
    this.queue = queue;
    this.execution = execution;
    this.schedulesOfOthers = schedulesOfOthers;
    this.room = new Semaphore(maxConcurrentRuns);
  }

  public void start() {
    claimer.start();
  }

  /** Looks at the queue now rather than within the next second. */
  public void wake() {
    wake.release();
  }

  /** Takes no more runs, ends those at work as interrupted, and waits for them to clean up. */
  public void stop(Duration limit) throws InterruptedException {
    stopping = true;
    claimer.interrupt();
    claimer.join();
    threads.shutdown();
    long deadline = System.nanoTime() + limit.toNanos();
    boolean ended = false;
    while (!ended && System.nanoTime() < deadline) {
      // again and again: a run claimed just now may not be at work yet
      execution.endAll(ErrorCode.INTERRUPTED, "the daemon was stopped");
      ended = threads.awaitTermination(200, TimeUnit.MILLISECONDS);
    }
    if (!ended) {
      LOG.warn(
          "a run did not clean up within {} s; it is swept at the next start", limit.toSeconds());
    }
  }

  private void claimForEver() {
    boolean storeAway = false;
    while (!stopping) {
      try {
        room.acquire();
        Optional<Run> claimed = queue.claim(node, schedulesOfOthers);
        storeAway = false;
        if (claimed.isPresent()) {
          threads.execute(() -> runThenRelease(claimed.get()));
          continue;
        }
      } catch (InterruptedException e) {
        return;
      } catch (DumpwardenException e) {
        if (!storeAway) {
          LOG.warn("the queue cannot be read: {}", e.getMessage());
        }
        storeAway = true;
      } catch (Throwable e) {
        // errors too: this thread is the only one that claims
        LOG.error("the queue cannot be read", e);
      }
      room.release();
      if (!pause()) {
        return;
      }
    }
  }

  private void runThenRelease(Run run) {
    try {
      execution.run(run);
    } catch (Throwable e) {
      LOG.error("run {} ended without being recorded", run.id(), e);
    } finally {
      room.release();
      wake();
    }
  }

  private boolean pause() {
    try {
      if (wake.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
