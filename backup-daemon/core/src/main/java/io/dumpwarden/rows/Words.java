package io.dumpwarden.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes taken several at a time, the lowest first. */
final class Words {

  static final int BYTES = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long BLANKS = ' ' * ONES;
  private static final long QUOTES = '\'' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  private Words() {}

  static int getInt(byte[] from, int at) {
    return (int) INTS.get(from, at);
  }

  static short getShort(byte[] from, int at) {
    return (short) SHORTS.get(from, at);
  }

  static void putShort(byte[] to, int at, short pair) {
    SHORTS.set(to, at, pair);
  }

  static long get(byte[] from, int at) {
    return (long) LONGS.get(from, at);
  }

  static void put(byte[] to, int at, long word) {
    LONGS.set(to, at, word);
  }

  /**
   * The high bit of each byte that needs a look before it may stand in quotes: the lowest is right.
   */
  static long odd(long word) {
    long quotes = word ^ QUOTES;
    long backslashes = word ^ BACKSLASHES;
    long found =
        (word - BLANKS) & ~word | (quotes - ONES) & ~quotes | (backslashes - ONES) & ~backslashes;
    return found & HIGHS;
  }

  /** The high bit of each byte that is not ASCII. */
  static long high(long word) {
    return word & HIGHS;
  }

  /** How many bytes are in front of the first that is marked. */
  static int before(long marks) {
    return Long.numberOfTrailingZeros(marks) / Byte.SIZE;
  }
}
