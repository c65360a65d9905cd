package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Counts and digests (SHA-256) the bytes on their way to the storages. Written by one thread;
 * {@link #bytes} may be asked by any.
 */
public final class StoredDigest extends OutputStream {

  private final OutputStream out;
  private final MessageDigest sha256;
  private volatile long bytes;

  public StoredDigest(OutputStream out) {
    this.out = out;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer, many watchers
  public void write(byte[] buffer, int offset, int length) throws IOException {
    sha256.update(buffer, offset, length);
    bytes += length;
    out.write(buffer, offset, length);
  }

  public long bytes() {
    return bytes;
  }

  /** The digest of everything written, as 64 hexadecimal digits; ends the digest. */
  public String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
