package io.dumpwarden.restore;

import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.script.SqlName;
import io.dumpwarden.verify.FrameReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The SQL of some frames of a script, one behind the other. Where frames in between are left out,
 * the database is named again: that was perhaps done in one of them. For one thread.
 */
final class JoinedFrames extends InputStream {

  private final FrameReader reader;
  private final Deque<InputStream> ahead = new ArrayDeque<>();
  private final Deque<Frame> frames;
  private long end;

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
      InputStream current = ahead.peek();
      if (current == null) {
        if (frames.isEmpty()) {
          return -1;
        }
        begin(frames.remove());
      } else {
        int count = current.read(bytes, offset, length);
        if (count >= 0) {
          return count;
        }
        ahead.remove().close();
      }
    }
  }

  private void begin(Frame frame) throws IOException {
    if (frame.offset() != end) {
      database(frame)
          .map(name -> "USE " + SqlName.quoted(name) + ";\n")
          .map(use -> new ByteArrayInputStream(use.getBytes(StandardCharsets.UTF_8)))
          .ifPresent(ahead::add);
    }
    end = frame.offset() + frame.packedBytes();
    ahead.add(reader.open(frame));
  }

  private static Optional<String> database(Frame frame) {
    Set<String> names =
        frame.tables().stream().map(FrameTable::database).collect(Collectors.toSet());
    return names.size() == 1 ? names.stream().findFirst() : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    for (InputStream stream : ahead) {
      stream.close();
    }
  }
}
