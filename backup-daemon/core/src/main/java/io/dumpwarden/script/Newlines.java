package io.dumpwarden.script;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line breaks, eight bytes at a time. */
public final class Newlines {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = ~HIGH_BITS;
  private static final long NEWLINES = ONES * '\n';

  private Newlines() {}

  /** The index of the next one; {@code end} where there is none before. */
  public static int next(byte[] bytes, int from, int end) {
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      // a byte is zero where a line break was, and only the lowest such mark is certain
      long word = (long) LONGS.get(bytes, at) ^ NEWLINES;
      long marks = (word - ONES) & ~word & HIGH_BITS;
      if (marks != 0) {
        return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
      }
    }
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** How many there are. */
  public static long count(byte[] bytes, int from, int end) {
    long count = 0;
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at) ^ NEWLINES;
      // exact for each byte: its high bit is left where the byte is zero
      long zero = ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
      count += Long.bitCount(zero);
    }
    for (; at < end; at++) {
      count += bytes[at] == '\n' ? 1 : 0;
    }
    return count;
  }
}
