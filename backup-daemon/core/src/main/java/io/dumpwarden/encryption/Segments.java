package io.dumpwarden.encryption;

/**
 * Where an encrypted file's segments are.
 *
 * @param begin of the first one, in the file
 * @param firstPlain plain bytes that the first one holds; fewer where it is the last
 * @param plain plain bytes that each further one holds
 * @param fileBytes the file's length
 */
record Segments(long begin, int firstPlain, int plain, long fileBytes) {

  static final int TAG = 16;

  /** How many there are; the last may be shorter than the others. */
  long count() {
    long behindFirst = fileBytes - begin - firstPlain - TAG;
    return behindFirst <= 0 ? 1 : 1 + (behindFirst + plain + TAG - 1) / (plain + TAG);
  }

  /** The one that holds a plain byte. */
  long of(long plainOffset) {
    return plainOffset < firstPlain ? 0 : 1 + (plainOffset - firstPlain) / plain;
  }

  long plainBegin(long segment) {
    return segment == 0 ? 0 : firstPlain + (segment - 1) * plain;
  }

  /** Its first byte in the file; of the one behind the last, the file's end. */
  long sealedBegin(long segment) {
    long place = segment == 0 ? begin : begin + firstPlain + TAG + (segment - 1) * (plain + TAG);
    return Math.min(place, fileBytes);
  }

  int sealedBytes(long segment) {
    return (int) (sealedBegin(segment + 1) - sealedBegin(segment));
  }

  boolean isLast(long segment) {
    return segment == count() - 1;
  }
}
