package io.dumpwarden.rows;

import java.io.IOException;
import java.util.List;

/** Writes a table's rows, one after the other. For one thread. */
abstract class RowWriter {

  /** A byte becomes two when it is escaped, or the three of a latin1 quotation mark. */
  private static final int MOST_BYTES = 3;

  /** A number or time, or a text's quotes and character set, and a word behind it. */
  private static final int MOST_AROUND = 48;

  private static final int SMALL = 64 * 1024;

  private final ColumnPlan[] columns;
  private final byte[] more;
  protected final RowCursor cursor = new RowCursor();

  RowWriter(TablePlan plan) {
    this.columns = plan.columns().toArray(ColumnPlan[]::new);
    this.more = more(plan.columns());
  }

  final void write(RawRow row, InsertBuffer buffer) throws IOException {
    cursor.bytes = row.bytes();
    begin();
    if (row.length() > LargeRow.FROM) {
      LargeRow.requireRoom(row.length(), Runtime.getRuntime().maxMemory());
      writeInPieces(buffer);
      requireAll(row);
      cursor.forget();
      return;
    }
    byte[] to = buffer.room(most(row) + (long) MOST_AROUND * (columns.length + 1));
    int next = buffer.end();
    to[next++] = '(';
    for (int i = 0; i < columns.length; i++) {
      next = value(columns[i], i, to, next);
      to[next++] = ',';
    }
    requireAll(row);
    next -= columns.length == 0 ? 0 : 1;
    to[next++] = ')';
    to[next++] = ',';
    to[next++] = '\n';
    cursor.forget();
    buffer.row(next);
  }

  /** A statement of its own, of which there is never more than a piece. */
  private void writeInPieces(InsertBuffer buffer) throws IOException {
    LargeRow large = new LargeRow(buffer);
    large.begin();
    for (int i = 0; i < columns.length; i++) {
      large.separate(i);
      if (ahead(columns[i], i) > SMALL) {
        cursor.toValue();
        large.value(columns[i], cursor);
        cursor.pass();
      } else {
        byte[] to = buffer.piece(MOST_BYTES * SMALL + MOST_AROUND);
        buffer.wrote(value(columns[i], i, to, buffer.end()));
      }
    }
    large.end();
  }

  private void requireAll(RawRow row) {
    if (cursor.at != row.length()) {
      throw new IllegalStateException("a row does not have the form of its table's columns");
    }
  }

  /** Of a large row it is worth a look, since as much memory is taken. */
  private long most(RawRow row) {
    if (row.length() <= SMALL) {
      return (long) MOST_BYTES * row.length();
    }
    long most = row.length();
    for (int i = 0; i < row.length(); i++) {
      most += more[row.bytes()[i] & 0xff];
    }
    return most;
  }

  /** How many bytes a byte of a value becomes at most, but for the first. */
  private static byte[] more(List<ColumnPlan> columns) {
    byte[] more = new byte[256];
    for (ColumnPlan column : columns) {
      for (int b = 0; b < more.length; b++) {
        int own =
            switch (column.form()) {
              case NUMBER, REAL -> 0;
              case TEXT -> QuotedText.isEscaped(b) ? 1 : 0;
              case LATIN1 -> b >= 0x80 ? MOST_BYTES - 1 : QuotedText.isEscaped(b) ? 1 : 0;
              case HEX, TEXT_HEX -> 1;
            };
        more[b] = (byte) Math.max(more[b], own);
      }
    }
    return more;
  }

  /** Goes to the first value of the row. */
  abstract void begin();

  /** How many bytes the next value takes in the row, where that may be many. */
  abstract int ahead(ColumnPlan column, int index);

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
}
