package io.dumpwarden.pipeline;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts and digests raw bytes: all in one, or frame by frame where frames are given. Written by
 * one thread; {@link #bytes} may be asked by any.
 */
final class RawSum {

  private final List<Frame> frames;
  private final HashStream64 hash = Hashing.xxh3_64().hashStream();
  private final @Nullable FramedSum framed;
  private int frame;
  private long inFrame;
  private @Nullable Frame otherThanBefore;
  private volatile long bytes;

  /**
   * @param frames none for one digest of all bytes
   */
  RawSum(List<Frame> frames) {
    this.frames = frames;
    this.framed = frames.isEmpty() ? null : new FramedSum();
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer, many watchers
  void add(byte[] some, int offset, int length) {
    int done = 0;
    while (done < length) {
      int step = (int) Math.min(length - done, leftOfFrame());
      hash.putBytes(some, offset + done, step);
      inFrame += step;
      done += step;
      if (leftOfFrame() == 0) {
        endFrame();
      }
    }
    bytes += length;
  }

  long bytes() {
    return bytes;
  }

  String hex() {
    if (framed == null) {
      return Digests.hex(hash);
    }
    if (inFrame == 0) {
      return framed.hex();
    }
    // more than the frames, or less: a piece that no frame is
    FramedSum all = framed.copy();
    all.add(inFrame, hash.getAsLong());
    return all.hex();
  }

  /** The first frame whose bytes are not what they were; null where there is none so far. */
  @Nullable Frame otherThanBefore() {
    return otherThanBefore;
  }

  /** What comes behind the last is a piece without end. */
  private long leftOfFrame() {
    return frame < frames.size() ? frames.get(frame).rawBytes() - inFrame : Long.MAX_VALUE;
  }

  private void endFrame() {
    FramedSum sum = framed;
    if (sum != null) {
      Frame ended = frames.get(frame);
      if (otherThanBefore == null && !Digests.hex(hash).equals(ended.digest())) {
        otherThanBefore = ended;
      }
      sum.add(inFrame, hash.getAsLong());
    }
    hash.reset();
    inFrame = 0;
    frame++;
  }
}
