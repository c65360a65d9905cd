package io.dumpwarden.storage.s3;

/**
 * What the service allows of a multipart upload, and how it is to begin.
 *
 * @param partBytes the first parts' size, 5 MiB to 5 GiB
 * @param maxParts 10,000 at Amazon, 1,000 elsewhere
 * @param maxObjectBytes the largest object to be ready for. The smaller it is, the slower parts
 *     grow
 */
public record PartLimits(long partBytes, int maxParts, long maxObjectBytes) {

  static final long MIB = 1L << 20;
  static final long MIN_PART = 5 * MIB;
  static final long MAX_PART = 5L << 30;

  /** Amazon's limits since December 2025: 50 TB an object, 10,000 parts. */
  public static final PartLimits AMAZON = new PartLimits(8 * MIB, 10_000, 50_000_000_000_000L);

  public PartLimits {
    if (partBytes < MIN_PART || partBytes > MAX_PART) {
      throw new IllegalArgumentException("the part size is to be 5 MiB to 5 GiB, not " + partBytes);
    }
    if (maxParts < 1 || maxParts > 10_000) {
      throw new IllegalArgumentException(
          "the number of parts is to be 1 to 10000, not " + maxParts);
    }
    if (maxObjectBytes < 1) {
      throw new IllegalArgumentException("the largest object is to be of a positive size");
    }
  }

  /** What can be reached at all: the rest of the 5 GiB parts' room is what the small ones cost. */
  long reachableBytes() {
    return Math.min(maxObjectBytes, maxParts * MAX_PART / 16 * 15);
  }
}
