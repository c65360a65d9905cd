package io.dumpwarden.app.demo;

import java.util.Random;

/** Binary values; with NUL, quote, backslash, line feed and Ctrl-Z at their start. */
final class SampleBytes {

  private static final byte[] AWKWARD = {0, '\'', '"', '\\', '\n', '\r', 26, (byte) 0xFF};

  private SampleBytes() {}

  static byte[] of(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    System.arraycopy(AWKWARD, 0, bytes, 0, Math.min(AWKWARD.length, length));
    return bytes;
  }

  /** Any bytes at all, so that short ones differ. */
  static byte[] key(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    bytes[length / 2] = 0;
    return bytes;
  }
}
