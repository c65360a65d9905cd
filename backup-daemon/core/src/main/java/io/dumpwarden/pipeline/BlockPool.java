package io.dumpwarden.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;

/** Blocks of memory that buffers use one after the other. Safe for use by many threads. */
final class BlockPool {

  private static final int BLOCK = 256 * 1024;

  private final int mostFree;
  private final Deque<byte[]> free = new ArrayDeque<>();

  /**
   * @param kept bytes that are kept for later at most
   */
  BlockPool(long kept) {
    this.mostFree = (int) (kept / BLOCK);
  }

  /**
   * An empty buffer.
   *
   * @param leave called once, when it is released
   */
  FrameBuffer buffer(Runnable leave) {
    return new FrameBuffer(this::take, this::giveBack, leave);
  }

  private synchronized byte[] take() {
    byte[] block = free.poll();
    return block == null ? new byte[BLOCK] : block;
  }

  private synchronized void giveBack(byte[] block) {
    if (free.size() < mostFree) {
      free.push(block);
    }
  }
}
