package io.dumpwarden.app.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/** Moments of the three years before 2026-01-01, in UTC. */
final class SampleTimes {

  private static final LocalDateTime START = LocalDateTime.of(2023, 1, 1, 0, 0);
  private static final long SECONDS = 3 * 365 * 24 * 3600L;

  private SampleTimes() {}

  /** In microseconds. */
  static LocalDateTime any(Random random) {
    return START.plus(random.nextLong(SECONDS * 1_000_000), ChronoUnit.MICROS);
  }

  /** Rises with the number, as an order's time does. */
  static LocalDateTime rising(int number, int of) {
    return START.plusSeconds(SECONDS * number / (of + 1)).plus(number, ChronoUnit.MICROS);
  }

  static LocalDate day(Random random) {
    return any(random).toLocalDate();
  }
}
