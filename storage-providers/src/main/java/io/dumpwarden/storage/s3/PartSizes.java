package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.util.OptionalLong;

/**
 * How large each part of an upload is: small at first, then growing by a constant ratio up to 5
 * GiB, just fast enough that the largest object fits into the parts allowed. An expected size
 * raises the first parts so that what is expected takes about half of them, and keeps the growth
 * slow: being ready for a hundred times the expected size, and for 5 TiB at least, is enough then.
 *
 * @param flatParts so many parts have the first size
 * @param ratio each part behind them is so many times as large as the one before
 */
record PartSizes(long firstBytes, int flatParts, double ratio, int maxParts) {

  private static final long ENOUGH_FOR_ANY_EXPECTATION = 5L << 40;
  private static final int SURPRISE = 100;
  private static final double STEEPEST = 1024;

  /**
   * @throws StorageException of kind {@code INVALID} where what is expected cannot fit
   */
  static PartSizes plan(PartLimits limits, OptionalLong expectedBytes) {
    long expected = Math.max(0, expectedBytes.orElse(0));
    if (expected > limits.reachableBytes()) {
      throw new StorageException(
          Kind.INVALID,
          "%d bytes are expected and %d fit into an object; back up fewer databases at once or raise the storage's limits"
              .formatted(expected, limits.reachableBytes()));
    }
    long goal = expectedBytes.isEmpty() ? limits.reachableBytes() : expectedGoal(limits, expected);
    // parts that may be smaller than the largest
    long spare = limits.maxParts() - ceil(goal, PartLimits.MAX_PART);
    long comfortable = spare < 2 ? PartLimits.MAX_PART : ceil(expected, spare / 2);
    long first = clamp(Math.max(limits.partBytes(), roundUp(comfortable)));
    int flat = (int) Math.min(limits.maxParts(), ceil(expected, first));
    return steepened(new PartSizes(first, flat, 1, limits.maxParts()), goal);
  }

  /**
   * The size of part {@code number}, counted from 1; every part but an object's last is so large.
   */
  long bytes(int number) {
    if (number <= flatParts || ratio == 1) {
      return firstBytes;
    }
    return clamp(roundUp(firstBytes * Math.pow(ratio, number - flatParts)));
  }

  /** The largest object that fits. */
  long capacity() {
    long sum = 0;
    for (int number = 1; number <= maxParts; number++) {
      sum += bytes(number);
    }
    return sum;
  }

  /** The least growth that reaches the goal, found by halving. */
  private static PartSizes steepened(PartSizes plan, long goal) {
    if (plan.capacity() >= goal) {
      return plan;
    }
    double tooFlat = 1;
    double enough = STEEPEST;
    if (plan.withRatio(enough).capacity() < goal) {
      return new PartSizes(PartLimits.MAX_PART, plan.maxParts, 1, plan.maxParts);
    }
    while (enough - tooFlat > 1e-6) {
      double middle = (tooFlat + enough) / 2;
      if (plan.withRatio(middle).capacity() < goal) {
        tooFlat = middle;
      } else {
        enough = middle;
      }
    }
    return plan.withRatio(enough);
  }

  private PartSizes withRatio(double newRatio) {
    return new PartSizes(firstBytes, flatParts, newRatio, maxParts);
  }

  private static long expectedGoal(PartLimits limits, long expected) {
    long surprise = expected > Long.MAX_VALUE / SURPRISE ? Long.MAX_VALUE : expected * SURPRISE;
    return Math.min(limits.reachableBytes(), Math.max(ENOUGH_FOR_ANY_EXPECTATION, surprise));
  }

  private static long roundUp(double bytes) {
    return (long) Math.ceil(Math.min(bytes, PartLimits.MAX_PART) / PartLimits.MIB) * PartLimits.MIB;
  }

  private static long clamp(long bytes) {
    return Math.min(PartLimits.MAX_PART, Math.max(PartLimits.MIN_PART, bytes));
  }

  private static long ceil(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
