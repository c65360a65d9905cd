package io.dumpwarden.anomaly;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * One figure held against its past, by median and median absolute deviation, which one odd value
 * among them does not move.
 *
 * <pre>
 * y(v)  = ln(v + padding)
 * m     = median of y over the past
 * s     = max(1.4826 × median of |y − m| over the past, floor)
 * fell   when y(now) − m &lt; −3.5 s, jumped when it is &gt; 3.5 s
 * </pre>
 *
 * <p>1.4826 is 1 / Φ⁻¹(3/4): with it the median absolute deviation of normally spread values is
 * their standard deviation. 3.5 is the bound that Iglewicz and Hoaglin recommend for this modified
 * z-score ("How to Detect and Handle Outliers", ASQC Quality Press, 1993). Sizes change by factors,
 * so their logarithms are compared. The floor keeps a history that never changed from calling 1 per
 * cent unusual: it is such that the least factor of the {@link Yardstick} is 3.5 of it.
 *
 * <p>What the past has twice already is not unusual, such as a small backup on every Sunday; where
 * the past begins with an accepted backup, once is enough.
 */
final class Comparison {

  private static final double NORMAL = 1.4826;
  private static final double BOUND = 3.5;

  /** Within a tenth of the value: as far off as this one. */
  private static final double ALIKE = Math.log(1.1);

  private final Yardstick by;
  private final double[] past;
  private final double median;
  private final double[] scaled;
  private final int familiar;

  /**
   * @param familiar how often the past must have a value for it to be known
   */
  Comparison(Yardstick by, DoubleStream past, int familiar) {
    this.by = by;
    this.past = past.toArray();
    this.familiar = familiar;
    this.median = median(this.past);
    this.scaled = Arrays.stream(this.past).map(by::scaled).toArray();
  }

  int size() {
    return past.length;
  }

  /** Of the past; NaN where there is none. */
  double usual() {
    return median;
  }

  /** The smallest of the past; infinite where there is none. */
  double least() {
    return Arrays.stream(past).min().orElse(Double.POSITIVE_INFINITY);
  }

  /** Whether it is below this part of the smallest of the past. */
  boolean isBelow(double part, double now) {
    return now + by.padding() < part * (least() + by.padding());
  }

  boolean fell(double now) {
    double y = by.scaled(now);
    return by.fall() > 0
        && y - median(scaled) < -BOUND * spread(-Math.log(by.fall()) / BOUND)
        && Arrays.stream(scaled).filter(other -> other <= y + ALIKE).count() < familiar;
  }

  boolean jumped(double now) {
    double y = by.scaled(now);
    return y - median(scaled) > BOUND * spread(Math.log(by.jump()) / BOUND)
        && Arrays.stream(scaled).filter(other -> other >= y - ALIKE).count() < familiar;
  }

  private double spread(double floor) {
    double middle = median(scaled);
    double[] deviations = Arrays.stream(scaled).map(y -> Math.abs(y - middle)).toArray();
    return Math.max(NORMAL * median(deviations), floor);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
