package io.dumpwarden.verify;

import io.dumpwarden.storage.wrap.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps reading below a rate: what was read is paid for by waiting. A pause of a second's worth may
 * be caught up on, not more. Shared by all who read; safe for use by many threads.
 */
public final class RateLimit {

  /** What may be read at once after a pause. */
  private static final Duration BURST = Duration.ofSeconds(1);

  private static final long NANOS = 1_000_000_000L;

  private volatile long bytesPerSecond;
  private final InstantSource clock;
  private final Pause pause;

  /** When all that was read so far is paid for. */
  private @Nullable Instant paidAt;

  /**
   * @param bytesPerSecond 0 for no limit
   */
  public RateLimit(long bytesPerSecond, InstantSource clock, Pause pause) {
    this.bytesPerSecond = bytesPerSecond;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Changes the rate from now on.
   *
   * @param now 0 for no limit
   */
  public void set(long now) {
    bytesPerSecond = now;
  }

  /** Waits until so many bytes more may have been read. */
  public void take(long bytes) throws InterruptedException {
    long limit = bytesPerSecond;
    if (limit > 0) {
      Duration wait = waitFor(bytes, limit);
      if (wait.compareTo(Duration.ZERO) > 0) {
        pause.take(wait);
      }
    }
  }

  private synchronized Duration waitFor(long bytes, long limit) {
    Instant now = clock.instant();
    Instant earliest = now.minus(BURST);
    Instant begin = paidAt == null || paidAt.isBefore(earliest) ? earliest : paidAt;
    Instant end = begin.plusNanos((long) ((double) bytes * NANOS / limit));
    paidAt = end;
    return Duration.between(now, end);
  }
}
