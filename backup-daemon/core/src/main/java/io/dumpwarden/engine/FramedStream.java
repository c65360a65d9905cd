package io.dumpwarden.engine;

import io.dumpwarden.pipeline.FrameSource;
import io.dumpwarden.pipeline.PackedFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;

/** Frames that are not compressed, one behind the other. For one thread. */
final class FramedStream extends InputStream {

  /** Whose bytes are read without another copy. */
  private static final class Held extends ByteArrayOutputStream {
    private int read;

    private int take(byte[] bytes, int offset, int length) {
      int taken = Math.min(length, count - read);
      System.arraycopy(buf, read, bytes, offset, taken);
      read += taken;
      return taken;
    }

    private boolean isEmpty() {
      return read == count;
    }

    private void hold(PackedFrame frame) throws IOException {
      reset();
      read = 0;
      frame.writeTo(this);
    }
  }

  private final FrameSource frames;
  private final Held held = new Held();

  FramedStream(FrameSource frames) {
    this.frames = frames;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (length > 0 && held.isEmpty()) {
      Optional<PackedFrame> next = next();
      if (next.isEmpty()) {
        return -1;
      }
      held.hold(next.get());
    }
    return held.take(bytes, offset, length);
  }

  private Optional<PackedFrame> next() throws IOException {
    try {
      return frames.next();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted during the dump");
    }
  }
}
