package io.dumpwarden.pipeline;

/**
 * How a dump is compressed.
 *
 * @param level within the algorithm's own range
 */
public record Compression(Algorithm algorithm, int level) {

  /** The algorithms, with their file name extension and range of levels. */
  public enum Algorithm {
    ZSTD(".zst", 1, 19, 3),
    GZIP(".gz", 1, 9, 6),
    NONE("", 0, 0, 0);

    private final String extension;
    private final int minLevel;
    private final int maxLevel;
    private final int defaultLevel;

    Algorithm(String extension, int minLevel, int maxLevel, int defaultLevel) {
      this.extension = extension;
      this.minLevel = minLevel;
      this.maxLevel = maxLevel;
      this.defaultLevel = defaultLevel;
    }

    /** What follows {@code .sql} in a file name; empty for none. */
    public String extension() {
      return extension;
    }

    public int minLevel() {
      return minLevel;
    }

    public int maxLevel() {
      return maxLevel;
    }

    public int defaultLevel() {
      return defaultLevel;
    }
  }

  public Compression {
    if (level < algorithm.minLevel() || level > algorithm.maxLevel()) {
      throw new IllegalArgumentException(
          "%s has levels %d to %d, not %d"
              .formatted(
                  algorithm.name().toLowerCase(java.util.Locale.ROOT),
                  algorithm.minLevel(),
                  algorithm.maxLevel(),
                  level));
    }
  }
}
