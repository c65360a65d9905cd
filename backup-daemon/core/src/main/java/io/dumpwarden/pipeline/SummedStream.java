package io.dumpwarden.pipeline;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Digests what is written through it. */
final class SummedStream extends FilterOutputStream {

  private final RawSum sum;

  SummedStream(OutputStream out, RawSum sum) {
    super(out);
    this.sum = sum;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    sum.add(bytes, offset, length);
  }
}
