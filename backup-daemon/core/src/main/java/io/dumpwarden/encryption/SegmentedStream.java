package io.dumpwarden.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Plain bytes, a verified segment at a time: nothing is given out before its tag was checked. */
abstract class SegmentedStream extends InputStream {

  private byte[] plain = new byte[0];
  private int position;
  private boolean ended;

  /** The next segment's plain bytes; null once the end was proven. */
  abstract byte @org.jspecify.annotations.Nullable [] next() throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    while (position == plain.length) {
      if (ended || !advance()) {
        return -1;
      }
    }
    int n = Math.min(length, plain.length - position);
    System.arraycopy(plain, position, into, offset, n);
    position += n;
    return n;
  }

  @Override
  public final int available() {
    return plain.length - position;
  }

  private boolean advance() throws IOException {
    byte[] segment = next();
    ended = segment == null;
    plain = segment == null ? new byte[0] : segment;
    position = 0;
    return !ended;
  }
}
