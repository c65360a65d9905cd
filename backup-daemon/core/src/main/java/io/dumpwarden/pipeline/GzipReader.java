package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip to its very end: all members, and nothing else behind them. Java's own reader takes a
 * broken second header, or a stream that has nothing available at the moment, for the end.
 */
final class GzipReader extends InputStream {

  private final GzipSource source;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private boolean ended;
  private boolean closed;

  /** Reads the first header. */
  GzipReader(InputStream in) throws IOException {
    this.source = new GzipSource(in);
    source.readHeader();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (closed) {
      throw new IOException("the gzip stream is closed");
    }
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      int read = inflate(buffer, offset, length);
      if (read > 0) {
        crc.update(buffer, offset, read);
        return read;
      }
      if (inflater.finished()) {
        endMember();
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    inflater.end();
    source.close();
  }

  private int inflate(byte[] buffer, int offset, int length) throws IOException {
    if (inflater.needsInput() && !inflater.finished()) {
      source.giveTo(inflater);
    }
    try {
      return inflater.inflate(buffer, offset, length);
    } catch (DataFormatException e) {
      throw new IOException("the gzip stream is corrupt: " + e.getMessage(), e);
    }
  }

  private void endMember() throws IOException {
    source.takeBack(inflater);
    if (source.readInt() != (int) crc.getValue()
        || source.readInt() != (int) inflater.getBytesWritten()) {
      throw new ZipException("the gzip stream is corrupt: its checksum or length is wrong");
    }
    if (source.isAtEnd()) {
      ended = true;
      return;
    }
    source.readHeader();
    inflater.reset();
    crc.reset();
  }
}
