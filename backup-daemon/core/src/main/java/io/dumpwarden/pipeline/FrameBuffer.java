package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The compressed bytes of one frame, in blocks that others use after it. */
final class FrameBuffer extends OutputStream {

  private final Supplier<byte[]> blocks;
  private final Consumer<byte[]> giveBack;
  private final Runnable leave;
  private final List<byte[]> held = new ArrayList<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private int filled;
  private long length;
  private boolean released;

  /**
   * @param blocks all of one size
   * @param leave called once, when it is released
   */
  FrameBuffer(Supplier<byte[]> blocks, Consumer<byte[]> giveBack, Runnable leave) {
    this.blocks = blocks;
    this.giveBack = giveBack;
    this.leave = leave;
  }

  /** Takes its first block as it is. */
  void holdWhole(int size) {
    held.add(blocks.get());
    filled = size;
    length = size;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int done = 0;
    while (done < count) {
      if (held.isEmpty() || filled == last().length) {
        held.add(blocks.get());
        filled = 0;
      }
      int step = Math.min(count - done, last().length - filled);
      System.arraycopy(bytes, offset + done, last(), filled, step);
      filled += step;
      done += step;
    }
    length += count;
  }

  long length() {
    return length;
  }

  void writeTo(OutputStream out) throws IOException {
    if (released) {
      throw new IllegalStateException("the frame was written or discarded before");
    }
    for (int i = 0; i < held.size(); i++) {
      byte[] block = held.get(i);
      out.write(block, 0, i == held.size() - 1 ? filled : block.length);
    }
  }

  void release() {
    if (!released) {
      released = true;
      held.forEach(giveBack);
      held.clear();
      leave.run();
      gone.countDown();
    }
  }

  void awaitReleased() throws InterruptedException {
    gone.await();
  }

  private byte[] last() {
    return held.get(held.size() - 1);
  }
}
