package io.dumpwarden.preflight;

import java.time.Duration;

/**
 * When something is worth a warning.
 *
 * @param transaction open for so long
 * @param lag a replica so far behind
 */
record Thresholds(Duration transaction, Duration lag) {

  static final Thresholds STANDARD = new Thresholds(Duration.ofMinutes(5), Duration.ofMinutes(1));
}
