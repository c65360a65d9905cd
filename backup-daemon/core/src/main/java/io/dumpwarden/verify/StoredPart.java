package io.dumpwarden.verify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a failure to read from what a decompressor makes of the bytes. */
final class StoredPart extends FilterInputStream {

  private boolean failed;

  StoredPart(InputStream in) {
    super(in);
  }

  /** Whether reading failed, rather than what was read. */
  boolean failed() {
    return failed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    failed = true;
    int count = super.read(bytes, offset, length);
    failed = false;
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
