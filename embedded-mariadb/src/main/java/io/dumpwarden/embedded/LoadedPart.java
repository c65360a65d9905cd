package io.dumpwarden.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The part of a 64-bit ELF program that is loaded when it runs. What follows it, debugging
 * information mostly, is nine tenths of the server's 300 MiB: we do without.
 */
final class LoadedPart {

  private static final int HEADER_BYTES = 64;
  private static final int ELF_MAGIC = 0x464C457F;
  private static final int SEGMENT_TABLE_OFFSET = 0x20;
  private static final int SECTION_TABLE_OFFSET = 0x28;
  private static final int SEGMENT_ENTRY_BYTES = 0x36;
  private static final int SEGMENT_COUNT = 0x38;
  private static final int SECTION_COUNT = 0x3C;
  private static final int SECTION_NAMES = 0x3E;
  private static final int SEGMENT_FILE_OFFSET = 0x08;
  private static final int SEGMENT_FILE_BYTES = 0x20;

  private LoadedPart() {}

  /** Copies a program up to the end of its last segment, as a program without section table. */
  static void copy(InputStream in, OutputStream out) throws IOException {
    DataInputStream data = new DataInputStream(in);
    ByteBuffer header = read(data, HEADER_BYTES);
    int tableOffset = (int) header.getLong(SEGMENT_TABLE_OFFSET);
    if (header.getInt(0) != ELF_MAGIC || tableOffset != HEADER_BYTES) {
      throw new EmbeddedMariaDbException("not a program of the expected format");
    }
    int entryBytes = header.getShort(SEGMENT_ENTRY_BYTES);
    ByteBuffer table = read(data, entryBytes * header.getShort(SEGMENT_COUNT));
    header.putLong(SECTION_TABLE_OFFSET, 0);
    header.putShort(SECTION_COUNT, (short) 0);
    header.putShort(SECTION_NAMES, (short) 0);
    out.write(header.array());
    out.write(table.array());
    long copied = HEADER_BYTES + table.capacity();
    copy(data, out, endOfLastSegment(table, entryBytes) - copied);
  }

  private static long endOfLastSegment(ByteBuffer table, int entryBytes) {
    long end = 0;
    for (int entry = 0; entry < table.capacity(); entry += entryBytes) {
      long offset = table.getLong(entry + SEGMENT_FILE_OFFSET);
      end = Math.max(end, offset + table.getLong(entry + SEGMENT_FILE_BYTES));
    }
    return end;
  }

  private static ByteBuffer read(DataInputStream in, int bytes) throws IOException {
    byte[] read = new byte[bytes];
    in.readFully(read);
    return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void copy(DataInputStream in, OutputStream out, long bytes) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = bytes; left > 0; ) {
      int part = (int) Math.min(left, buffer.length);
      in.readFully(buffer, 0, part);
      out.write(buffer, 0, part);
      left -= part;
    }
  }
}
