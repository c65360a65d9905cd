package io.dumpwarden.rows;

import java.io.IOException;

/** Writes a table's rows, one after the other. For one thread. */
abstract class RowWriter {

  /** A byte becomes two when it is escaped, or the three of a latin1 quotation mark. */
  private static final int MOST_BYTES = 3;

  /** A number or time, or a text's quotes and character set, and a word behind it. */
  private static final int MOST_AROUND = 48;

  private final ColumnPlan[] columns;
  protected byte[] from = {};
  protected int at;

  RowWriter(TablePlan plan) {
    this.columns = plan.columns().toArray(ColumnPlan[]::new);
  }

  final void write(RawRow row, InsertBuffer buffer) throws IOException {
    from = row.bytes();
    begin();
    long most = (long) MOST_BYTES * row.length() + (long) MOST_AROUND * (columns.length + 1);
    byte[] to = buffer.room(most);
    int next = buffer.end();
    to[next++] = '(';
    for (int i = 0; i < columns.length; i++) {
      next = value(columns[i], i, to, next);
      to[next++] = ',';
    }
    if (at != row.length()) {
      throw new IllegalStateException("a row does not have the form of its table's columns");
    }
    next -= columns.length == 0 ? 0 : 1;
    to[next++] = ')';
    to[next++] = ',';
    to[next++] = '\n';
    buffer.row(next);
  }

  /** Goes to the first value of the row. */
  abstract void begin();

  /**
   * Writes the next value, and goes behind it.
   *
   * @return where it stopped to write
   */
  abstract int value(ColumnPlan column, int index, byte[] to, int next);

  static int noValue(byte[] to, int next) {
    to[next] = 'N';
    to[next + 1] = 'U';
    to[next + 2] = 'L';
    to[next + 3] = 'L';
    return next + 4;
  }

  /** The length of the value that begins behind it; negative where there is none. */
  protected final int length() {
    int first = from[at++] & 0xff;
    return switch (first) {
      case 0xfb -> -1;
      case 0xfc -> length(2, 2);
      case 0xfd -> length(3, 3);
      // A row is an array, so that the upper four bytes are nothing.
      case 0xfe -> length(4, 8);
      default -> first;
    };
  }

  private int length(int bytes, int width) {
    int length = 0;
    for (int i = 0; i < bytes; i++) {
      length |= (from[at + i] & 0xff) << (Byte.SIZE * i);
    }
    at += width;
    return length;
  }
}
