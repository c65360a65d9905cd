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
    return digits(value, to, next + 2);
  }

  /** As {@code _ucs2 x'00FF'}. */
  static int text(byte[] before, RowCursor value, byte[] to, int begin) {
    System.arraycopy(before, 0, to, begin, before.length);
    int next = digits(value, to, begin + before.length);
    to[next] = '\'';
    return next + 1;
  }

  private static int digits(RowCursor value, byte[] to, int begin) {
    byte[] from = value.bytes;
    int end = value.at + value.length;
    int next = begin;
    for (int i = value.at; i < end; i++) {
      Words.putShort(to, next, DIGITS[from[i] & 0xff]);
      next += 2;
    }
    return next;
  }
}
