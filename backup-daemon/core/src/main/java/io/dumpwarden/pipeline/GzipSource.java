package io.dumpwarden.pipeline;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** The bytes of a gzip stream: headers and trailers read here, what lies between by zlib. */
final class GzipSource {

  private static final int HAS_HEADER_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final byte[] buffer = new byte[128 * 1024];
  private int position;
  private int limit;

  GzipSource(InputStream in) {
    this.in = in;
  }

  /** A member's header (RFC 1952); what it says of names and times is of no use here. */
  void readHeader() throws IOException {
    if (readByte() != 0x1f || readByte() != 0x8b || readByte() != 8) {
      throw new ZipException("not gzip: a member does not begin as one");
    }
    int flags = readByte();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("the gzip stream is corrupt: unknown flags");
    }
    skip(6);
    if ((flags & HAS_EXTRA) != 0) {
      skip(readByte() | readByte() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CRC) != 0) {
      skip(2);
    }
  }

  /** Little end first. */
  int readInt() throws IOException {
    return readByte() | readByte() << 8 | readByte() << 16 | readByte() << 24;
  }

  boolean isAtEnd() throws IOException {
    return position == limit && !fill();
  }

  /** All that is buffered. */
  void giveTo(Inflater inflater) throws IOException {
    requireMore();
    inflater.setInput(buffer, position, limit - position);
    position = limit;
  }

  /** What was given to it and is behind its end. */
  void takeBack(Inflater inflater) {
    position = limit - inflater.getRemaining();
  }

  void close() throws IOException {
    in.close();
  }

  private int readByte() throws IOException {
    requireMore();
    return buffer[position++] & 0xff;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      readByte();
    }
  }

  private void skipText() throws IOException {
    while (readByte() != 0) {
      // up to its closing zero
    }
  }

  private void requireMore() throws IOException {
    if (isAtEnd()) {
      throw new EOFException("the gzip stream is cut off");
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    do {
      limit = in.read(buffer, 0, buffer.length);
    } while (limit == 0);
    limit = Math.max(0, limit);
    return limit > 0;
  }
}
