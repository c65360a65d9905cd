package io.dumpwarden.dump;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes a dump through and remembers its last bytes, to tell whether the tool's end marker is the
 * last line.
 */
public final class EndMarkerStream extends FilterInputStream {

  /** What the last line of a whole dump begins with. */
  public static final String MARKER = "-- Dump completed";

  private static final int KEPT = 256;

  private final Runnable onFirstByte;
  private final byte[] tail = new byte[KEPT];
  private int tailLength;
  private boolean begun;

  /**
   * @param onFirstByte called once, before the first byte or the end is handed on
   */
  public EndMarkerStream(InputStream in, Runnable onFirstByte) {
    super(in);
    this.onFirstByte = onFirstByte;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    if (!begun && length > 0) {
      begun = true;
      onFirstByte.run();
    }
    if (count > 0) {
      remember(bytes, offset, count);
    }
    return count;
  }

  /** Skipping would lose sight of the end. */
  @Override
  public long skip(long count) {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Whether anything came at all. */
  public synchronized boolean hasBytes() {
    return tailLength > 0;
  }

  /** Whether the last line so far is the end marker. */
  public synchronized boolean ended() {
    String end = new String(tail, 0, tailLength, StandardCharsets.UTF_8).stripTrailing();
    return end.substring(end.lastIndexOf('\n') + 1).startsWith(MARKER);
  }

  private synchronized void remember(byte[] bytes, int offset, int count) {
    int fresh = Math.min(count, KEPT);
    int old = Math.min(tailLength, KEPT - fresh);
    System.arraycopy(tail, tailLength - old, tail, 0, old);
    System.arraycopy(bytes, offset + count - fresh, tail, old, fresh);
    tailLength = old + fresh;
  }
}
