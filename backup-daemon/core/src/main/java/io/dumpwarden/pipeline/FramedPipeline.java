package io.dumpwarden.pipeline;

import io.dumpwarden.pipeline.DumpPipeline.Stages;
import io.dumpwarden.pipeline.DumpPipeline.Totals;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts frames one behind the other into a file: encrypt, count and digest the stored bytes, send
 * them to all storages. Memory is that of the frames. Used once, by one thread; an interrupt ends
 * it.
 */
public final class FramedPipeline {

  private final Stages stages;
  private final ByteCounts counts;

  /**
   * @param stages of which the compression is that of the frames' {@link FramePackers}; zlib is
   *     compressed here, on the caller's thread
   * @param counts told after every frame
   */
  public FramedPipeline(Stages stages, ByteCounts counts) {
    this.stages = stages;
    this.counts = counts;
  }

  /** Takes all frames and closes every stage; commits nothing. */
  public Totals run(FrameSource source, FanOut storages) throws IOException {
    StoredDigest stored = new StoredDigest(storages);
    return FramePackers.isFramed(stages.compression().algorithm())
        ? framed(source, stored)
        : whole(source, stored);
  }

  private Totals framed(FrameSource source, StoredDigest stored) throws IOException {
    List<Frame> frames = new ArrayList<>();
    FramedSum sum = new FramedSum();
    long raw = 0;
    long packed = 0;
    try (OutputStream head = stages.encryption().encrypt(stored)) {
      for (var next = next(source); next.isPresent(); next = next(source)) {
        Frame frame = next.get().frame().at(packed);
        next.get().writeTo(head);
        frames.add(frame);
        sum.add(frame);
        raw += frame.rawBytes();
        packed += frame.packedBytes();
        counts.passed(raw, stored.bytes());
      }
    }
    stored.close();
    counts.passed(raw, stored.bytes());
    return new Totals(
        raw, RawDigest.FRAMED, sum.hex(), List.copyOf(frames), stored.bytes(), stored.hex());
  }

  /** One stream of it all, without an index. */
  private Totals whole(FrameSource source, StoredDigest stored) throws IOException {
    RawSum raw = new RawSum(List.of());
    try (OutputStream head = new SummedStream(stages.over(stored), raw)) {
      for (var next = next(source); next.isPresent(); next = next(source)) {
        next.get().writeTo(head);
        counts.passed(raw.bytes(), stored.bytes());
      }
    }
    stored.close();
    counts.passed(raw.bytes(), stored.bytes());
    return new Totals(
        raw.bytes(), RawDigest.WHOLE, raw.hex(), List.of(), stored.bytes(), stored.hex());
  }

  private static Optional<PackedFrame> next(FrameSource source) throws IOException {
    try {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted during the dump");
      }
      return source.next();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted during the dump");
    }
  }
}
