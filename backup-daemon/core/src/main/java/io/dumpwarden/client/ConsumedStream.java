package io.dumpwarden.client;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Tells once that the reader of a pipe has begun to read: the pipe cannot hold what was written.
 */
final class ConsumedStream extends FilterOutputStream {

  /** The most that Linux lets a pipe hold without privileges. */
  private static final long PIPE_BYTES = 1 << 20;

  private final Runnable onConsumed;
  private long written;

  ConsumedStream(OutputStream out, Runnable onConsumed) {
    super(out);
    this.onConsumed = onConsumed;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    boolean before = written <= PIPE_BYTES;
    written += length;
    if (before && written > PIPE_BYTES) {
      onConsumed.run();
    }
  }
}
