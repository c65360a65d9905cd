package io.dumpwarden.storage.s3;

import java.time.Duration;

/**
 * When one attempt of a request is given up and the next begins.
 *
 * @param request the time for a request that carries nothing, and the longest silence
 * @param slowestBytesPerSecond how slowly a part may travel: its bytes at this pace come on top
 */
public record S3Timeouts(Duration request, long slowestBytesPerSecond) {

  public S3Timeouts {
    if (request.isNegative() || request.isZero() || slowestBytesPerSecond < 1) {
      throw new IllegalArgumentException("timeouts and the slowest pace are to be positive");
    }
  }

  /** For all attempts of a request that carries nothing: two that hang, and one that does not. */
  Duration call() {
    return request.multipliedBy(2).plusSeconds(1);
  }

  Duration forBytes(long bytes) {
    return request.plusMillis(bytes * 1000 / slowestBytesPerSecond);
  }
}
