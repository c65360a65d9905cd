package io.dumpwarden.app.architecture;

import java.util.stream.IntStream;

/** How figures are spread. */
record Spread(int count, int median, int p90, int max) {

  static Spread of(IntStream figures) {
    int[] sorted = figures.sorted().toArray();
    return new Spread(
        sorted.length,
        at(sorted, 50),
        at(sorted, 90),
        sorted.length == 0 ? 0 : sorted[sorted.length - 1]);
  }

  /** The smallest figure that so many percent of all do not exceed. */
  private static int at(int[] sorted, int percent) {
    int rank = (int) Math.ceil(sorted.length * percent / 100.0);
    return sorted.length == 0 ? 0 : sorted[Math.max(rank, 1) - 1];
  }

  @Override
  public String toString() {
    return "%d, median %d, p90 %d, max %d".formatted(count, median, p90, max);
  }
}
