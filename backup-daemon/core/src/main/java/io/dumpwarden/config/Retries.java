package io.dumpwarden.config;

import java.time.Duration;

/**
 * How often a failed run is tried again.
 *
 * @param maxAttempts attempts in all, the first one included
 * @param backoff the wait before the second attempt; doubles with each one after it
 */
public record Retries(int maxAttempts, Duration backoff) {

  /** The wait before the given attempt (2 is the first retry). */
  public Duration waitBefore(int attempt) {
    return backoff.multipliedBy(1L << Math.min(attempt - 2, 10));
  }
}
