package io.dumpwarden.pipeline;

import com.dynatrace.hash4j.hashing.HashStream64;

/** How digests are written. */
final class Digests {

  private Digests() {}

  /** What came in so far, as 16 hexadecimal digits. */
  static String hex(HashStream64 hash) {
    return "%016x".formatted(hash.getAsLong());
  }
}
