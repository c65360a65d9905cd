package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A frame that is compressed and has no place in a file yet. Its memory is its packers': whoever
 * has it writes it once, or discards it, and has nothing in hand any more. For one thread at a
 * time.
 */
public final class PackedFrame {

  private final Frame frame;
  private final FrameBuffer packed;

  PackedFrame(Frame frame, FrameBuffer packed) {
    this.frame = frame;
    this.packed = packed;
  }

  /** One whose bytes are somewhere else than with packers, and are not changed any more. */
  public static PackedFrame of(Frame frame, byte[] packed) {
    FrameBuffer buffer = new FrameBuffer(() -> packed, block -> {}, () -> {});
    buffer.holdWhole(packed.length);
    return new PackedFrame(frame, buffer);
  }

  /** With offset 0. */
  public Frame frame() {
    return frame;
  }

  /** Writes its compressed bytes and gives their memory back, also where the writing fails. */
  public void writeTo(OutputStream out) throws IOException {
    try {
      packed.writeTo(out);
    } finally {
      discard();
    }
  }

  /** Waits until it is written or discarded; from any thread. */
  public void awaitGone() throws InterruptedException {
    packed.awaitReleased();
  }

  /** Gives its memory back; may be called again. */
  public void discard() {
    packed.release();
  }
}
