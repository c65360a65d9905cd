package io.dumpwarden.dump;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Shows a dump to its scan as it passes. To be read by arrays. */
final class ScannedStream extends FilterInputStream {

  private final DumpScan scan;

  ScannedStream(InputStream in, DumpScan scan) {
    super(in);
    this.scan = scan;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    if (count > 0) {
      scan.see(bytes, offset, count);
    }
    return count;
  }
}
