package io.dumpwarden.rows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a table's rows, one after the other. For one thread. */
final class RowWriter {

  /** A byte becomes two when it is escaped, or the three of a latin1 quotation mark. */
  private static final int MOST_BYTES = 3;

  /** A value's quotes, its character set, what copying by words writes behind its end. */
  private static final int MOST_AROUND = 48;

  private static final byte[] NULL = "NULL".getBytes(StandardCharsets.US_ASCII);

  private final boolean marked;
  private final ColumnPlan[] columns;

  private byte[] from = {};
  private int at;

  RowWriter(TablePlan plan) {
    this.marked = plan.marked();
    this.columns = plan.columns().toArray(ColumnPlan[]::new);
  }

  void write(RawRow row, InsertBuffer buffer) throws IOException {
    from = row.bytes();
    at = 0;
    if (marked) {
      int mark = length();
      at += mark;
    }
    long most = (long) MOST_BYTES * row.length() + MOST_AROUND * (columns.length + 1);
    byte[] to = buffer.room(most);
    int next = buffer.end();
    to[next++] = '(';
    for (ColumnPlan column : columns) {
      int length = length();
      if (length < 0) {
        System.arraycopy(NULL, 0, to, next, NULL.length);
        next += NULL.length;
      } else {
        next = value(column, length, to, next);
        at += length;
      }
      to[next++] = ',';
    }
    next -= columns.length == 0 ? 0 : 1;
    to[next++] = ')';
    to[next++] = ',';
    to[next++] = '\n';
    buffer.row(next);
  }

  /** The length of the value that begins behind it; negative where there is none. */
  private int length() {
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

  private int value(ColumnPlan column, int length, byte[] to, int next) {
    return switch (column.form()) {
      case NUMBER -> number(length, to, next);
      case REAL -> real(length, to, next);
      case TEXT -> QuotedText.utf8(from, at, length, to, next);
      case LATIN1 -> QuotedText.latin1(from, at, length, to, next);
      case HEX -> HexDigits.number(from, at, length, to, next);
      case TEXT_HEX -> HexDigits.text(column.before(), from, at, length, to, next);
    };
  }

  private int number(int length, byte[] to, int next) {
    if (length <= Words.BYTES && at + Words.BYTES <= from.length) {
      Words.put(to, next, Words.get(from, at));
    } else {
      System.arraycopy(from, at, to, next, length);
    }
    return next + length;
  }

  private int real(int length, byte[] to, int next) {
    if (!isZeroWithSign(length)) {
      return number(length, to, next);
    }
    to[next] = '\'';
    int end = number(length, to, next + 1);
    to[end] = '\'';
    return end + 1;
  }

  private boolean isZeroWithSign(int length) {
    if (length < 2 || from[at] != '-') {
      return false;
    }
    for (int i = at + 1; i < at + length; i++) {
      if (from[i] != '0' && from[i] != '.') {
        return false;
      }
    }
    return true;
  }
}
