package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Reads a zlib stream to its very end: its checksum, and nothing behind it. */
final class ZlibReader extends InflaterInputStream {

  ZlibReader(InputStream in, int buffer) {
    super(in, new Inflater(), buffer);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    if (read < 0) {
      requireEnd();
    }
    return read;
  }

  /** A stream that wants a dictionary looks like one that is at its end. */
  private void requireEnd() throws IOException {
    if (!inf.finished()) {
      throw new ZipException("the zlib stream is corrupt: it asks for a dictionary");
    }
    if (inf.getRemaining() > 0 || in.read() >= 0) {
      throw new ZipException("the zlib stream is corrupt: something follows its end");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      inf.end();
    }
  }
}
