package io.dumpwarden.restore;

import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.verify.FrameReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of some frames of a dump, one behind the other. For one thread; any may close it, which
 * ends a read that hangs.
 */
final class JoinedFrames extends InputStream {

  private final FrameReader reader;
  private final Deque<Frame> frames;
  private volatile @Nullable InputStream current;

  JoinedFrames(FrameReader reader, List<Frame> frames) {
    this.reader = reader;
    this.frames = new ArrayDeque<>(frames);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      InputStream open = current;
      if (open != null) {
        int count = open.read(bytes, offset, length);
        if (count >= 0) {
          return count;
        }
        close();
      } else if (frames.isEmpty()) {
        return -1;
      } else {
        current = reader.open(frames.remove());
      }
    }
  }

  @Override
  public void close() throws IOException {
    InputStream open = current;
    current = null;
    if (open != null) {
      open.close();
    }
  }
}
