package io.dumpwarden.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a dump is compressed.
 *
 * @param level within the algorithm's own range
 */
public record Compression(Algorithm algorithm, int level) {

  /** The algorithms, with their file name extension and range of levels. */
  public enum Algorithm {
    ZSTD(".zst", 1, 22, 3),
    GZIP(".gz", 1, 9, 6),
    /** gzip made by several threads; as a file it is gzip. */
    PGZIP(".gz", 1, 9, 6),
    XZ(".xz", 0, 9, 6),
    ZLIB(".zlib", 1, 9, 6),
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

    /**
     * The algorithm that a manifest or a person calls so.
     *
     * @throws IllegalArgumentException with the names that there are
     */
    public static Algorithm of(String id) {
      return Arrays.stream(values())
          .filter(algorithm -> algorithm.id().equals(id))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "'%s' is no compression: there are %s".formatted(id, ids())));
    }

    private static String ids() {
      return Arrays.stream(values()).map(Algorithm::id).collect(Collectors.joining(", "));
    }

    /** Its name in rows, options and manifests: {@code zstd}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
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
          algorithm == Algorithm.NONE
              ? "none has no level other than 0, not " + level
              : "%s has levels %d to %d, not %d"
                  .formatted(algorithm.id(), algorithm.minLevel(), algorithm.maxLevel(), level));
    }
  }

  /** As people write it: {@code zstd -19}. */
  @Override
  public String toString() {
    return algorithm == Algorithm.NONE ? algorithm.id() : algorithm.id() + " -" + level;
  }
}
