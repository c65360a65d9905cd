package io.dumpwarden.anomaly;

/**
 * How one figure is compared.
 *
 * @param padding added to every value before its logarithm is taken, so that small values do not
 *     differ much: bytes, rows, seconds
 * @param fall the factor by which a value has to fall, at least, to be called unusual: 0.7 for 30
 *     per cent less; 0 for never
 * @param jump the factor by which it has to grow, at least
 */
record Yardstick(double padding, double fall, double jump) {

  /** Of the raw bytes. Tiny databases change by leaps: below it, 32 KiB are nothing. */
  static final Yardstick SIZE = new Yardstick(32 * 1024, 0.7, 2);

  /** Of rows that were counted. */
  static final Yardstick ROWS = new Yardstick(100, 0.7, 2);

  /** Of estimates: InnoDB's are wrong by half and more, and MySQL's may be a day old. */
  static final Yardstick ESTIMATE = new Yardstick(1000, 0.2, 5);

  /** Servers and networks have busy days. */
  static final Yardstick DURATION = new Yardstick(60, 0, 3);

  static final Yardstick RATIO = new Yardstick(0, 0.67, 2);

  double scaled(double value) {
    return Math.log(value + padding);
  }
}
