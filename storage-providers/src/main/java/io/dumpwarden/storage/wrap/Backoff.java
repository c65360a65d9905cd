package io.dumpwarden.storage.wrap;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often, and after how long, to try again: doubling from the first pause up to the longest,
 * each cut by chance to between half and all of itself, so that many do not come back at once.
 *
 * @param attempts in all, the first included
 */
public record Backoff(int attempts, Duration first, Duration longest) {

  public Backoff {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "not a backoff: " + attempts + ", " + first + ", " + longest);
    }
  }

  /** The pause behind attempt {@code number}, counted from 1. */
  Duration pause(int number, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(number - 1, 30);
    long whole = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
  }
}
