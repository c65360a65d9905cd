package io.dumpwarden.pipeline;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Collects the frames of a dump that is cut as it passes: first their raw side, then the packed.
 */
final class FrameIndex {

  private final HashStream64 digest = Hashing.xxh3_64().hashStream();
  private final Deque<Frame> raw = new ArrayDeque<>();
  private final List<Frame> frames = new ArrayList<>();
  private long rawBytes;
  private long packedEnd;

  /** Raw bytes of the present frame. */
  void see(byte[] bytes, int offset, int length) {
    digest.putBytes(bytes, offset, length);
    rawBytes += length;
  }

  boolean isEmpty() {
    return rawBytes == 0;
  }

  /** The present frame has all its raw bytes. */
  void cut(List<FrameTable> tables) {
    raw.add(new Frame(FrameKind.SCRIPT, tables, null, 0, 0, rawBytes, Digests.hex(digest), null));
    digest.reset();
    rawBytes = 0;
  }

  /** The first frame that was not told of has all its packed bytes. */
  void packed(long end) {
    Frame frame = raw.poll();
    if (frame == null) {
      return; // the rest of a dump that broke off
    }
    frames.add(
        new Frame(
            frame.kind(),
            frame.tables(),
            null,
            packedEnd,
            end - packedEnd,
            frame.rawBytes(),
            frame.digest(),
            null));
    packedEnd = end;
  }

  List<Frame> frames() {
    return List.copyOf(frames);
  }
}
