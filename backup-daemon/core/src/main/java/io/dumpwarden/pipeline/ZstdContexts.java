package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As many of zstd's contexts as there are threads. Safe for use by many threads. */
final class ZstdContexts {

  private final int level;
  private final Deque<Context> free = new ArrayDeque<>();
  private final List<Context> all = new ArrayList<>();

  ZstdContexts(int level) {
    this.level = level;
  }

  /** One for this thread, until it is given back. */
  synchronized Context take(FrameBuffer target) throws IOException {
    Context context = free.poll();
    if (context == null) {
      context = new Context(level);
      all.add(context);
    }
    context.target = target;
    return context;
  }

  synchronized void giveBack(Context context) {
    context.target = null;
    free.push(context);
  }

  /** Gives zstd's memory back; nobody may be compressing any more. */
  synchronized void close() throws IOException {
    for (Context context : all) {
      context.encoder.close();
    }
    all.clear();
    free.clear();
  }

  /** Writes to one buffer after the other; what comes without one is of no use any more. */
  static final class Context extends OutputStream {
    private final FrameEncoder encoder;
    private @Nullable FrameBuffer target;

    private Context(int level) throws IOException {
      this.encoder = new FrameEncoder.Zstd(new Sink(), level);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      encoder.write(bytes, offset, length);
    }

    void end() throws IOException {
      encoder.end();
    }

    private final class Sink extends OutputStream {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        if (target != null) {
          target.write(bytes, offset, length);
        }
      }
    }
  }
}
