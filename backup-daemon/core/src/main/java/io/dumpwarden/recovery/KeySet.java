package io.dumpwarden.recovery;

import io.dumpwarden.catalog.ShortHash;
import io.dumpwarden.storage.ObjectKey;
import java.util.Arrays;

/**
 * Which keys a listing had, eight bytes for each: a million in 8 MB. May take one key in 2⁶⁴ for
 * another; whoever says that one is missing asks the storage.
 */
final class KeySet {

  private long[] hashes = new long[1 << 10];
  private int size;
  private boolean sorted = true;

  void add(ObjectKey key) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size++] = hash(key);
    sorted = false;
  }

  boolean contains(ObjectKey key) {
    if (!sorted) {
      Arrays.sort(hashes, 0, size);
      sorted = true;
    }
    return Arrays.binarySearch(hashes, 0, size, hash(key)) >= 0;
  }

  private static long hash(ObjectKey key) {
    return Long.parseUnsignedLong(ShortHash.of(key.value(), Long.BYTES), 16);
  }
}
