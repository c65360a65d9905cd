package io.dumpwarden.storage.s3;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How bytes travel.
 *
 * @param partsInFlight parts of one object under way at once, the one being filled included
 * @param memoryBytes the most that one object's parts take of the heap; larger parts pass through
 *     {@code spoolFolder}, one at a time
 */
public record S3Transfer(
    PartLimits parts, int partsInFlight, long memoryBytes, Path spoolFolder, S3Timeouts timeouts) {

  public S3Transfer {
    if (partsInFlight < 1 || partsInFlight > 64) {
      throw new IllegalArgumentException("parts in flight are to be 1 to 64, not " + partsInFlight);
    }
    if (memoryBytes < 0) {
      throw new IllegalArgumentException("the memory for parts is to be 0 or more");
    }
  }

  public static S3Transfer of(Path spoolFolder) {
    return new S3Transfer(
        PartLimits.AMAZON,
        4,
        64 * PartLimits.MIB,
        spoolFolder,
        new S3Timeouts(Duration.ofSeconds(60), 256 << 10));
  }

  public S3Transfer withParts(PartLimits newParts) {
    return new S3Transfer(newParts, partsInFlight, memoryBytes, spoolFolder, timeouts);
  }

  public S3Transfer withPartsInFlight(int newPartsInFlight) {
    return new S3Transfer(parts, newPartsInFlight, memoryBytes, spoolFolder, timeouts);
  }

  public S3Transfer withMemoryBytes(long newMemoryBytes) {
    return new S3Transfer(parts, partsInFlight, newMemoryBytes, spoolFolder, timeouts);
  }

  public S3Transfer withTimeouts(S3Timeouts newTimeouts) {
    return new S3Transfer(parts, partsInFlight, memoryBytes, spoolFolder, newTimeouts);
  }
}
