package io.dumpwarden.config;

import java.time.Instant;
import java.util.Optional;

/**
 * Turns matching minutes of the wall clock into instants, where the two do not run in step. The
 * search ends after {@link #HORIZON_YEARS} years.
 */
sealed interface Firing permits FixedTimeFiring, IntervalFiring {

  /** The rarest date there is: 29 February on one weekday, over a year 2100 that has none. */
  int HORIZON_YEARS = 45;

  /** The first fire strictly after the instant. */
  Optional<Instant> next(Instant after);

  /** The last fire at or before the instant. */
  Optional<Instant> previous(Instant before);
}
