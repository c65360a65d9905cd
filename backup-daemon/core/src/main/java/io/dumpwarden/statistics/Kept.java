package io.dumpwarden.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is kept for a while: two seconds, or twenty times as long as it took to find it.
 * So a small installation sees every change at once, and a large one spends no more than a
 * twentieth of its time on those who look. Safe for use by many threads, of which one asks for all.
 */
final class Kept<T> {

  private static final Duration LEAST = Duration.ofSeconds(2);
  private static final int TIMES = 20;

  private final Supplier<T> ask;
  private final InstantSource clock;
  private @Nullable T answer;
  private Instant until = Instant.MIN;
  private Instant askedAt = Instant.MIN;

  Kept(Supplier<T> ask, InstantSource clock) {
    this.ask = ask;
    this.clock = clock;
  }

  synchronized T get() {
    Instant now = clock.instant();
    T known = answer;
    // a clock that was set back must not keep an answer for long
    if (known != null && now.isBefore(until) && !now.isBefore(askedAt)) {
      return known;
    }
    T found = ask.get();
    Instant end = clock.instant();
    Duration age = Duration.between(now, end).multipliedBy(TIMES);
    answer = found;
    askedAt = now;
    until = end.plus(age.compareTo(LEAST) > 0 ? age : LEAST);
    return found;
  }
}
