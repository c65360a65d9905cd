package io.dumpwarden.rows;

import java.io.IOException;
import java.util.Arrays;

/** The INSERT statement that is being written; whole ones go to the sink. For one thread. */
final class InsertBuffer {

  private static final int FIRST_ROOM = 64 * 1024;

  /** What an uncommonly long row needed is not kept for the next one. */
  private static final int KEPT_ROOM = 4 * 1024 * 1024;

  private final byte[] head;
  private final int most;
  private final StatementSink sink;
  private byte[] bytes;
  private int end;
  private int rows;
  private long all;

  /**
   * @param head up to where the first row begins
   * @param most how long a statement of several rows may get
   */
  InsertBuffer(byte[] head, int most, StatementSink sink) {
    this.head = head;
    this.most = most;
    this.sink = sink;
    this.bytes = Arrays.copyOf(head, head.length + FIRST_ROOM);
    this.end = head.length;
  }

  /** An array with so much room behind {@link #end}, to write a row into. */
  byte[] room(long wanted) throws IOException {
    long needed = end + wanted;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new IOException("a row is too large to be written as a statement");
      }
      long generous = Math.min(2L * bytes.length, KEPT_ROOM);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, generous));
    }
    return bytes;
  }

  /** Where the next row begins. */
  int end() {
    return end;
  }

  /** A row was written, in parentheses and with a comma and a line break behind it. */
  void row(int newEnd) throws IOException {
    int start = end;
    end = newEnd;
    if (rows > 0 && end > most) {
      hand(start);
      System.arraycopy(bytes, start, bytes, head.length, newEnd - start);
      end = head.length + newEnd - start;
    }
    rows++;
    all++;
    if (end >= most) {
      flush();
    }
  }

  /**
   * What follows is a statement of one row that is written in pieces; {@link #endAlone} ends it.
   */
  void alone() throws IOException {
    if (rows > 0) {
      flush();
    }
  }

  /** An array with so much room behind {@link #end}, for a piece of that row. */
  byte[] piece(int wanted) throws IOException {
    if (end + wanted > bytes.length && end > 0) {
      sink.statement(bytes, 0, end, 0);
      end = 0;
    }
    return room(wanted);
  }

  /** A piece was written. */
  void wrote(int newEnd) {
    end = newEnd;
  }

  /** The row is written, with a semicolon and a line break behind it. */
  void endAlone() throws IOException {
    sink.statement(bytes, 0, end, 1);
    all++;
    System.arraycopy(head, 0, bytes, 0, head.length);
    end = head.length;
  }

  /**
   * Hands on what is left.
   *
   * @return how many rows there were
   */
  long finish() throws IOException {
    if (rows > 0) {
      flush();
    }
    return all;
  }

  private void flush() throws IOException {
    hand(end);
    end = head.length;
    if (bytes.length > KEPT_ROOM) {
      bytes = Arrays.copyOf(head, head.length + most);
    }
  }

  private void hand(int length) throws IOException {
    bytes[length - 2] = ';';
    sink.statement(bytes, 0, length, rows);
    rows = 0;
  }
}
