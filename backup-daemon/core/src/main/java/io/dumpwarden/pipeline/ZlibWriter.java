package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes a zlib stream of a given level. */
final class ZlibWriter extends DeflaterOutputStream {

  ZlibWriter(OutputStream out, int level, int buffer) {
    super(out, new Deflater(level), buffer);
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      def.end();
    }
  }
}
