package io.dumpwarden.snapshot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Locks that go on: their servers hear of their owner at times, and let go when they do not. */
final class Vigil implements AutoCloseable {

  private static final Duration HEARTBEAT = Duration.ofSeconds(30);

  private final List<Hold> holds;
  private final boolean holdsWritersOff;
  private final long since = System.nanoTime();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("snapshot-heartbeat"));
  private long until;

  /**
   * @param holdsWritersOff whether one of them does
   */
  Vigil(List<Hold> holds, boolean holdsWritersOff) {
    this.holds = List.copyOf(holds);
    this.holdsWritersOff = holdsWritersOff;
    if (!holds.isEmpty()) {
      long seconds = HEARTBEAT.toSeconds();
      heart.scheduleWithFixedDelay(this::beat, seconds, seconds, TimeUnit.SECONDS);
    }
  }

  /** Until one is gone, which no beat brings back. */
  private void beat() {
    if (!isHeld()) {
      heart.shutdown();
    }
  }

  /** Whether each of them is still there. */
  boolean isHeld() {
    return holds.stream().allMatch(hold -> hold.line().isAlive());
  }

  /** How long writers have been held off since the snapshot was there. */
  synchronized Duration heldOff() {
    long end = until == 0 ? System.nanoTime() : until;
    return holdsWritersOff ? Duration.ofNanos(end - since) : Duration.ZERO;
  }

  @Override
  public void close() {
    heart.shutdownNow();
    holds.forEach(Hold::letGoAnyhow);
    synchronized (this) {
      until = System.nanoTime();
    }
  }
}
