package io.dumpwarden.pipeline;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts and digests (XXH3-64, seed 0) the bytes that are read through it: what the dump tool
 * wrote, before compression. Read by one thread; {@link #bytes} may be asked by any.
 */
public final class RawDigest extends InputStream {

  private final InputStream in;
  private final HashStream64 hash = Hashing.xxh3_64().hashStream();
  private volatile long bytes;

  public RawDigest(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one reader, many watchers
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      hash.putBytes(buffer, offset, read);
      bytes += read;
    }
    return read;
  }

  public long bytes() {
    return bytes;
  }

  /** The digest so far, as 16 hexadecimal digits. */
  public String hex() {
    return "%016x".formatted(hash.getAsLong());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
