package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the dump on its way through {@link ParallelZstd}: filled by one thread, compressed by
 * another, written by the first, then used again.
 */
final class ZstdBlock implements Callable<ZstdBlock> {

  private static final int STEP = 128 * 1024;

  private final ZstdContexts contexts;
  private final BlockPool pool;
  private final byte[] raw;
  private int length;
  private boolean last;
  private @Nullable FrameBuffer packed;

  ZstdBlock(int size, ZstdContexts contexts, BlockPool pool) {
    this.raw = new byte[size];
    this.contexts = contexts;
    this.pool = pool;
  }

  void begin() {
    length = 0;
    last = false;
  }

  boolean isFull() {
    return length == raw.length;
  }

  /** Takes as many of these bytes as there is room for, and says how many. */
  int fill(byte[] bytes, int offset, int count) {
    int taken = Math.min(count, raw.length - length);
    System.arraycopy(bytes, offset, raw, length, taken);
    length += taken;
    return taken;
  }

  /** The dump is cut behind it. */
  void markLast() {
    last = true;
  }

  boolean isLast() {
    return last;
  }

  /** Compresses it to a zstd frame; to nothing where it is empty. */
  @Override
  public ZstdBlock call() throws IOException {
    if (length == 0) {
      return this;
    }
    FrameBuffer buffer = pool.buffer(() -> {});
    packed = buffer;
    ZstdContexts.Context context = contexts.take(buffer);
    try {
      for (int done = 0; done < length; done += STEP) {
        context.write(raw, done, Math.min(STEP, length - done));
      }
      context.end();
    } finally {
      contexts.giveBack(context);
    }
    return this;
  }

  void writeTo(OutputStream out) throws IOException {
    FrameBuffer buffer = packed;
    if (buffer != null) {
      packed = null;
      buffer.writeTo(out);
      buffer.release();
    }
  }
}
