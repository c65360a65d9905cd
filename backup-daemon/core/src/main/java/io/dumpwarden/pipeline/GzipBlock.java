package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.zip.Deflater;

/**
 * A piece of the dump on its way through {@link ParallelGzip}: filled by one thread, deflated by
 * another, written by the first, then used again. What comes before it serves as its dictionary, so
 * that cutting the dump into pieces costs next to nothing of the ratio.
 */
final class GzipBlock implements Callable<GzipBlock> {

  /** What deflate looks back over. */
  private static final int WINDOW = 32 * 1024;

  static final int SIZE = 256 * 1024;

  /** What does not compress grows a little. */
  private static final int DEFLATED_SIZE = SIZE + 1024;

  /** What a block takes of the heap. */
  static final long HEAP_BYTES = WINDOW + SIZE + DEFLATED_SIZE;

  private final Deflater deflater;
  private final byte[] raw = new byte[WINDOW + SIZE];
  private byte[] deflated = new byte[DEFLATED_SIZE];
  private int dictionary;
  private int length;
  private int deflatedLength;
  private boolean last;
  private byte[] trailer = {};

  GzipBlock(int level) {
    this.deflater = new Deflater(level, true);
  }

  /** Empties it, to come behind a full block. */
  void follow(GzipBlock before) {
    System.arraycopy(before.raw, SIZE, raw, 0, WINDOW);
    dictionary = WINDOW;
    length = 0;
    last = false;
  }

  /** Empties it, to be a member's first. */
  void begin() {
    dictionary = 0;
    length = 0;
    last = false;
  }

  boolean isFull() {
    return length == SIZE;
  }

  /** Takes as many of these bytes as there is room for, and says how many. */
  int fill(byte[] bytes, int offset, int count) {
    int taken = Math.min(count, SIZE - length);
    System.arraycopy(bytes, offset, raw, WINDOW + length, taken);
    length += taken;
    return taken;
  }

  /**
   * Nothing of its member comes behind it.
   *
   * @param trailer of the member
   */
  void markLast(byte[] trailer) {
    last = true;
    this.trailer = trailer;
  }

  boolean isLast() {
    return last;
  }

  /** Deflates it, ending on a whole byte. */
  @Override
  public GzipBlock call() {
    deflater.reset();
    if (dictionary > 0) {
      deflater.setDictionary(raw, WINDOW - dictionary, dictionary);
    }
    deflater.setInput(raw, WINDOW, length);
    if (last) {
      deflater.finish();
    }
    deflatedLength = 0;
    do {
      deflateMore();
    } while (last ? !deflater.finished() : deflatedLength == deflated.length);
    return this;
  }

  private void deflateMore() {
    if (deflatedLength == deflated.length) {
      deflated = Arrays.copyOf(deflated, deflated.length + DEFLATED_SIZE);
    }
    int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
    deflatedLength +=
        deflater.deflate(deflated, deflatedLength, deflated.length - deflatedLength, flush);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(deflated, 0, deflatedLength);
    if (last) {
      out.write(trailer);
    }
  }

  /** Gives zlib's memory back; nobody may be deflating any more. */
  void end() {
    deflater.end();
  }
}
