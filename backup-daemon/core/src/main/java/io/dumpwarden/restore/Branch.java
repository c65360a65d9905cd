package io.dumpwarden.restore;

import java.io.IOException;
import java.io.OutputStream;

/** Writes to two streams, and closes both. */
final class Branch extends OutputStream {

  private final OutputStream first;
  private final OutputStream second;

  Branch(OutputStream first, OutputStream second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    first.write(bytes, offset, length);
    second.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    // the second is closed whatever becomes of the first, and the first one's trouble is told
    try (OutputStream closedLast = second) {
      first.close();
    }
  }
}
