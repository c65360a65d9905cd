package io.dumpwarden.notify;

import java.time.Duration;

/** How long a message waits for its next attempt. Pure. */
final class Backoff {

  static final Duration FIRST = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofHours(1);

  private static final double JITTER = 0.2;

  private Backoff() {}

  /**
   * Doubled with each attempt, up to an hour.
   *
   * @param attempts that were made, at least one
   * @param random from 0 to 1: spreads it by a fifth, either way
   */
  static Duration after(int attempts, double random) {
    long doubled = FIRST.toMillis() << Math.min(attempts - 1, 20);
    long millis = Math.min(doubled, LONGEST.toMillis());
    return Duration.ofMillis(Math.round(millis * (1 - JITTER + 2 * JITTER * random)));
  }
}
