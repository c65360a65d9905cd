package io.dumpwarden.origin;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A dump whose end is given only when it is proven: who reads it never takes a dump that broke off
 * for a whole one, nor half a statement at its end for one.
 */
final class ProvenEnd extends FilterInputStream {

  private final Runnable proof;
  private boolean proven;

  /**
   * @param proof throws where the dump did not end well
   */
  ProvenEnd(InputStream in, Runnable proof) {
    super(in);
    this.proof = proof;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    if (count < 0 && !proven) {
      proof.run();
      proven = true;
    }
    return count;
  }

  @Override
  public long skip(long count) {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
