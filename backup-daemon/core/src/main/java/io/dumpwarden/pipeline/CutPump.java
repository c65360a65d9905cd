package io.dumpwarden.pipeline;

import io.dumpwarden.pipeline.DumpPipeline.Stages;
import io.dumpwarden.pipeline.DumpPipeline.Totals;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One pass over a dump that is cut into frames on its way. Used once, by one thread. */
final class CutPump {

  private final Stages stages;
  private final ByteCounts counts;
  private final FrameIndex index = new FrameIndex();
  private final byte[] buffer = new byte[FrameCuts.MOST_HELD + DumpPipeline.BUFFER];

  /** The raw offset of the buffer's first byte. */
  private long base;

  private int filled;

  CutPump(Stages stages, ByteCounts counts) {
    this.stages = stages;
    this.counts = counts;
  }

  Totals run(InputStream dump, FrameCuts cuts, StoredDigest stored) throws IOException {
    RawDigest raw = new RawDigest(dump);
    try (FramedCompressor head =
        new FramedCompressor(
            stages.compression(),
            stages.workers(),
            stages.encryption().encrypt(stored),
            index::packed)) {
      for (int n = read(raw); n >= 0; n = read(raw)) {
        filled += n;
        cut(cuts, head);
        write(head, Math.min(filled, Math.max(settled(cuts), filled - FrameCuts.MOST_HELD)));
        counts.passed(raw.bytes(), stored.bytes());
        DumpPipeline.throwIfInterrupted();
      }
      write(head, filled);
      if (!index.isEmpty()) {
        index.cut(cuts.tables());
      }
    }
    stored.close();
    counts.passed(raw.bytes(), stored.bytes());
    return new Totals(
        raw.bytes(), raw.algorithm(), raw.hex(), index.frames(), stored.bytes(), stored.hex());
  }

  private int read(RawDigest raw) throws IOException {
    return raw.read(buffer, filled, DumpPipeline.BUFFER);
  }

  private int settled(FrameCuts cuts) {
    return (int) Math.min(filled, Math.max(0, cuts.settled() - base));
  }

  private void cut(FrameCuts cuts, FramedCompressor head) throws IOException {
    for (Optional<FrameCuts.Cut> cut = cuts.next(); cut.isPresent(); cut = cuts.next()) {
      write(head, Math.toIntExact(cut.get().rawOffset() - base));
      index.cut(cut.get().tables());
      head.cut();
    }
  }

  /** Writes the buffer's first bytes and moves the others to the front. */
  private void write(FramedCompressor head, int count) throws IOException {
    index.see(buffer, 0, count);
    head.write(buffer, 0, count);
    System.arraycopy(buffer, count, buffer, 0, filled - count);
    filled -= count;
    base += count;
  }
}
