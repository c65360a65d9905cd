package io.dumpwarden.rows;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a row whose statement is not to be held as a whole: as hexadecimal digits it would be
 * twice as long as the row, which the driver holds anyway. For one thread.
 */
record LargeRow(InsertBuffer buffer) {

  /** Rows that are longer are written in pieces. */
  static final int FROM = 1024 * 1024;

  /** Of a value, at a time. */
  private static final int SLICE = 64 * 1024;

  /** As {@link QuotedText} needs it for each byte, and around them. */
  private static final int MOST_BYTES = 3;

  private static final int AROUND = 16;

  /**
   * The driver holds a row and the one before it, and assembles a long one from parts; the frame
   * that it is compressed into may be as long again. With the rest of the daemon that is most of a
   * heap eight times as large.
   */
  private static final int SHARE_OF_HEAP = 8;

  /**
   * @throws DumpwardenException {@code MEMORY_EXCEEDED} where a row takes too much of a heap: an
   *     exhausted one would end the process, and whatever else it does
   */
  static void requireRoom(long length, long heap) {
    if (length > heap / SHARE_OF_HEAP) {
      throw new DumpwardenException(
          ErrorCode.MEMORY_EXCEEDED,
          "a row has %d MiB, and one may have %d MiB here"
              .formatted(length >> 20, heap / SHARE_OF_HEAP >> 20),
          "give the daemon a larger heap, DUMPWARDEN_JAVA_OPTS=-Xmx%dm, or choose the engine mysqldump"
              .formatted((length >> 20) * (SHARE_OF_HEAP + 1) + SHARE_OF_HEAP),
          null);
    }
  }

  void begin() throws IOException {
    buffer.alone();
    put("(");
  }

  void separate(int index) throws IOException {
    if (index > 0) {
      put(",");
    }
  }

  void end() throws IOException {
    put(");\n");
    buffer.endAlone();
  }

  /** A value that is not empty, at which the cursor stands. */
  void value(ColumnPlan column, RowCursor value) throws IOException {
    switch (column.form()) {
      case NUMBER, REAL -> whole(column, value);
      case TEXT, LATIN1 -> around("'", column, value, "'");
      case HEX -> around("0x", column, value, "");
      case TEXT_HEX ->
          around(new String(column.before(), StandardCharsets.US_ASCII), column, value, "'");
    }
  }

  private void whole(ColumnPlan column, RowCursor value) throws IOException {
    byte[] to = buffer.piece(MOST_BYTES * value.length + AROUND);
    buffer.wrote(Values.write(column, value, to, buffer.end()));
  }

  private void around(String before, ColumnPlan column, RowCursor value, String behind)
      throws IOException {
    put(before);
    int end = value.at + value.length;
    for (int at = value.at; at < end; at += SLICE) {
      byte[] to = buffer.piece(MOST_BYTES * SLICE + AROUND);
      int until = Math.min(end, at + SLICE);
      buffer.wrote(slice(column.form(), value.bytes, at, until, to));
    }
    put(behind);
  }

  private int slice(ValueForm form, byte[] from, int at, int until, byte[] to) {
    int next = buffer.end();
    return switch (form) {
      case TEXT -> QuotedText.utf8(from, at, until, to, next);
      case LATIN1 -> QuotedText.latin1(from, at, until, to, next);
      case HEX, TEXT_HEX -> HexDigits.digits(from, at, until, to, next);
      case NUMBER, REAL -> throw new IllegalStateException("a number is written whole");
    };
  }

  private void put(String ascii) throws IOException {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    byte[] to = buffer.piece(bytes.length);
    System.arraycopy(bytes, 0, to, buffer.end(), bytes.length);
    buffer.wrote(buffer.end() + bytes.length);
  }
}
