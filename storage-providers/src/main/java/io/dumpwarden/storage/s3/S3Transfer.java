package io.dumpwarden.storage.s3;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How bytes travel.
 *
 * @param partsInFlight parts of one object under way at once, the one being filled included
 * @param memoryBytes the most that one object's parts take of the heap; larger parts pass through
 *     {@code spoolFolder}, one at a time
 * @param requestTimeout how long one attempt may take, beside the time for its bytes
 */
public record S3Transfer(
    PartLimits parts,
    int partsInFlight,
    long memoryBytes,
    Path spoolFolder,
    Duration requestTimeout) {

  public S3Transfer {
    if (partsInFlight < 1 || partsInFlight > 64) {
      throw new IllegalArgumentException("parts in flight are to be 1 to 64, not " + partsInFlight);
    }
    if (memoryBytes < 0) {
      throw new IllegalArgumentException("the memory for parts is to be 0 or more");
    }
    if (requestTimeout.isNegative() || requestTimeout.isZero()) {
      throw new IllegalArgumentException("the request timeout is to be positive");
    }
  }

  public static S3Transfer of(Path spoolFolder) {
    return new S3Transfer(
        PartLimits.AMAZON, 4, 64 * PartLimits.MIB, spoolFolder, Duration.ofSeconds(60));
  }

  public S3Transfer withParts(PartLimits newParts) {
    return new S3Transfer(newParts, partsInFlight, memoryBytes, spoolFolder, requestTimeout);
  }

  public S3Transfer withPartsInFlight(int newPartsInFlight) {
    return new S3Transfer(parts, newPartsInFlight, memoryBytes, spoolFolder, requestTimeout);
  }

  public S3Transfer withMemoryBytes(long newMemoryBytes) {
    return new S3Transfer(parts, partsInFlight, newMemoryBytes, spoolFolder, requestTimeout);
  }

  public S3Transfer withRequestTimeout(Duration newRequestTimeout) {
    return new S3Transfer(parts, partsInFlight, memoryBytes, spoolFolder, newRequestTimeout);
  }
}
