package io.dumpwarden.statistics;

/**
 * How the fleet stands. Answers may be some seconds old, so that many who look ask the store once.
 * Safe for use by many threads. Every method may throw {@code METADATA_UNAVAILABLE}.
 */
public interface FleetStatistics {

  /** The figures. */
  Statistics statistics();

  /** Whether the fleet is safe. */
  Fleet fleet();
}
