package io.dumpwarden.rows;

/**
 * Bytes by their hexadecimal digits. Each method returns where it stopped to write, and needs room
 * for two bytes for each one.
 */
final class HexDigits {

  private static final short[] DIGITS = new short[256];

  static {
    String digits = "0123456789ABCDEF";
    for (int i = 0; i < DIGITS.length; i++) {
      DIGITS[i] = (short) (digits.charAt(i >> 4) | digits.charAt(i & 0xf) << Byte.SIZE);
    }
  }

  private HexDigits() {}

  /** As {@code 0x00FF}, or an empty text, since there is no number without digits. */
  static int number(RowCursor value, byte[] to, int begin) {
    int next = begin;
    if (value.length == 0) {
      to[next] = '\'';
      to[next + 1] = '\'';
      return next + 2;
    }
    to[next] = '0';
    to[next + 1] = 'x';
    return digits(value.bytes, value.at, value.at + value.length, to, next + 2);
  }

  /** As {@code _ucs2 x'00FF'}. */
  static int text(byte[] before, RowCursor value, byte[] to, int begin) {
    System.arraycopy(before, 0, to, begin, before.length);
    int place = begin + before.length;
    int next = digits(value.bytes, value.at, value.at + value.length, to, place);
    to[next] = '\'';
    return next + 1;
  }

  /** Of a part, without anything around. */
  static int digits(byte[] from, int begin, int end, byte[] to, int place) {
    int next = place;
    for (int i = begin; i < end; i++) {
      Words.putShort(to, next, DIGITS[from[i] & 0xff]);
      next += 2;
    }
    return next;
  }
}
