package io.dumpwarden.metrics;

import io.dumpwarden.error.DumpwardenException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the metadata store when somebody asks, but every ten seconds at most, and lets nobody wait
 * longer than two. Safe for use by many threads.
 */
final class StoreReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StoreReader.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** A store that has not answered by then is not just slow. */
  private static final Duration SLOW = Duration.ofSeconds(30);

  /**
   * What is known.
   *
   * @param facts the last ones read; null until the store answered once
   * @param storeUp whether the last try reached the store, or has not taken so long yet that it
   *     must be taken for failed
   */
  record Reading(@Nullable StoreFacts facts, boolean storeUp) {}

  private final Function<Instant, StoreFacts> read;
  private final InstantSource clock;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(StoreReader::thread);
  private @Nullable CompletableFuture<StoreFacts> round;
  private Instant roundAt = Instant.MIN;
  private volatile @Nullable StoreFacts known;
  private volatile boolean failing;

  /**
   * @param read given the time, asks the store for everything
   */
  StoreReader(Function<Instant, StoreFacts> read, InstantSource clock) {
    this.read = read;
    this.clock = clock;
  }

  Reading reading() {
    CompletableFuture<StoreFacts> asked = round();
    try {
      return new Reading(asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), true);
    } catch (TimeoutException e) {
      return new Reading(known, isSlow());
    } catch (ExecutionException e) {
      // the reading thread has logged what it met
      return new Reading(known, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reading(known, false);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private synchronized CompletableFuture<StoreFacts> round() {
    Instant now = clock.instant();
    if (round == null || round.isDone() && isPast(now)) {
      roundAt = now;
      round = CompletableFuture.supplyAsync(() -> read(now), thread);
    }
    return round;
  }

  /** Whether the store may still answer: it did the last time, and has not been asked for long. */
  private synchronized boolean isSlow() {
    return known != null && !failing && clock.instant().isBefore(roundAt.plus(SLOW));
  }

  private boolean isPast(Instant now) {
    // a clock that was set back must not keep old values for long
    return now.isBefore(roundAt) || !now.isBefore(roundAt.plus(PAUSE));
  }

  private StoreFacts read(Instant now) {
    try {
      StoreFacts facts = read.apply(now);
      known = facts;
      if (failing) {
        LOG.info("metrics show current values again");
      }
      failing = false;
      return facts;
    } catch (RuntimeException e) {
      log(e);
      failing = true;
      throw e;
    }
  }

  private void log(RuntimeException e) {
    if (failing) {
      LOG.debug("the metrics' values are still old ones", e);
    } else if (e instanceof DumpwardenException known) {
      LOG.warn("metrics show the last known values: {}", known.getMessage());
    } else {
      LOG.error("metrics show the last known values", e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "metrics-reader");
    thread.setDaemon(true);
    return thread;
  }
}
