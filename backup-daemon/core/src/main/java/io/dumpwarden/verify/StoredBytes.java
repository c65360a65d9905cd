package io.dumpwarden.verify;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.StoredDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An object's bytes as the storage gives them: counted, digested, handed on to whoever wants them
 * too, and no faster than allowed. Closing it does nothing, so that what decrypts and decompresses
 * from it can be closed and the rest be read all the same. To be read by arrays, by one thread,
 * whose interrupt ends it.
 */
final class StoredBytes extends InputStream {

  private static final int BUFFER = 256 * 1024;

  private final InputStream in;
  private final StoredDigest digest;
  private final RateLimit rate;
  private @Nullable Exception failure;

  /**
   * @param also gets every byte
   */
  StoredBytes(InputStream in, OutputStream also, RateLimit rate) {
    this.in = in;
    this.digest = new StoredDigest(also);
    this.rate = rate;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = fromStorage(bytes, offset, Math.min(length, BUFFER));
    if (read > 0) {
      digest.write(bytes, offset, read);
      pay(read);
    }
    return read;
  }

  private int fromStorage(byte[] bytes, int offset, int length) throws IOException {
    requireNotInterrupted();
    try {
      return in.read(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      requireNotInterrupted();
      failure = e;
      throw e;
    }
  }

  private void pay(int read) {
    try {
      rate.take(read);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      requireNotInterrupted();
    }
  }

  static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new DumpwardenException(ErrorCode.CANCELLED, "the verification was interrupted");
    }
  }

  /** Reads what is left. */
  void drain() throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (read(buffer, 0, BUFFER) >= 0) {
      // only what passes counts
    }
  }

  /** What the storage itself failed with; null where it did not. */
  @Nullable Exception failure() {
    return failure;
  }

  long bytes() {
    return digest.bytes();
  }

  /** SHA-256 of what was read, as 64 hexadecimal digits; ends the digest. */
  String sha256() {
    return digest.hex();
  }
}
