package io.dumpwarden.rows;

/** A place in a row, and the value that begins there. For one thread. */
final class RowCursor {

  private static final byte[] NOTHING = {};

  /** The row's; only read. */
  byte[] bytes = NOTHING;

  /** Where the value begins. */
  int at;

  /** Of the value; negative where there is none. */
  int length;

  /** A large row is not to be held while the next one is read. */
  void forget() {
    bytes = NOTHING;
  }

  /** Goes from the length in front of a value to the value. */
  void toValue() {
    int first = bytes[at++] & 0xff;
    length =
        switch (first) {
          case 0xfb -> -1;
          case 0xfc -> number(2, 2);
          case 0xfd -> number(3, 3);
          // A row is an array, so that the upper four bytes are nothing.
          case 0xfe -> number(4, 8);
          default -> first;
        };
  }

  /** How long the value is whose length is next; negative where there is none. */
  int ahead() {
    int before = at;
    toValue();
    at = before;
    return length;
  }

  /** Goes behind the value. */
  void pass() {
    at += Math.max(0, length);
  }

  private int number(int count, int width) {
    int number = 0;
    for (int i = 0; i < count; i++) {
      number |= (bytes[at + i] & 0xff) << (Byte.SIZE * i);
    }
    at += width;
    return number;
  }

  int number8() {
    return bytes[at++];
  }

  int number16() {
    short value = Words.getShort(bytes, at);
    at += Short.BYTES;
    return value;
  }

  int number32() {
    int value = Words.getInt(bytes, at);
    at += Integer.BYTES;
    return value;
  }

  long number64() {
    long value = Words.get(bytes, at);
    at += Long.BYTES;
    return value;
  }
}
