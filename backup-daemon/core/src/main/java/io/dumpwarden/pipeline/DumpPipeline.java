package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;

/**
 * One pass over a dump: count and digest the raw bytes, compress, encrypt, count and digest the
 * stored bytes, send them to all storages. Memory is constant. Used once, by one thread; an
 * interrupt ends it.
 */
public final class DumpPipeline {

  /** A pipe gives at most 64 KiB at a time. */
  static final int BUFFER = 64 * 1024;

  /**
   * What passed.
   *
   * @param digestAlgorithm of the raw digest: {@link RawDigest#WHOLE} or {@link RawDigest#FRAMED}
   * @param frames in the file's order, with their offsets; none where it was not cut
   * @param sha256 of the stored bytes
   */
  public record Totals(
      long rawBytes,
      String digestAlgorithm,
      String rawDigest,
      List<Frame> frames,
      long storedBytes,
      String sha256) {}

  /** How the bytes are changed on their way. */
  public record Stages(Compression compression, int workers, StreamEncryption encryption) {

    /** A stream that compresses and encrypts into another, which it closes. */
    public OutputStream over(OutputStream stored) throws IOException {
      return Compressors.compress(compression, workers, encryption.encrypt(stored));
    }
  }

  private final Stages stages;
  private final ByteCounts counts;

  /**
   * @param counts told after every buffer
   */
  public DumpPipeline(Stages stages, ByteCounts counts) {
    this.stages = stages;
    this.counts = counts;
  }

  /**
   * As {@link #run(InputStream, FanOut)}, and cuts the file into frames, where its compression can
   * be cut.
   *
   * @param cuts see the dump as it is read here
   */
  public Totals run(InputStream dump, FrameCuts cuts, FanOut storages) throws IOException {
    return cuts != FrameCuts.NONE && FramePackers.isFramed(stages.compression().algorithm())
        ? new CutPump(stages, counts).run(dump, cuts, new StoredDigest(storages))
        : run(dump, storages);
  }

  /** Pumps the dump to its end and closes every stage; commits nothing. */
  public Totals run(InputStream dump, FanOut storages) throws IOException {
    RawDigest raw = new RawDigest(dump);
    StoredDigest stored = new StoredDigest(storages);
    try (OutputStream head = stages.over(stored)) {
      pump(raw, head, stored);
    }
    stored.close();
    counts.passed(raw.bytes(), stored.bytes());
    return new Totals(
        raw.bytes(), raw.algorithm(), raw.hex(), List.of(), stored.bytes(), stored.hex());
  }

  private void pump(RawDigest raw, OutputStream head, StoredDigest stored) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int n = raw.read(buffer, 0, BUFFER); n >= 0; n = raw.read(buffer, 0, BUFFER)) {
      head.write(buffer, 0, n);
      counts.passed(raw.bytes(), stored.bytes());
      throwIfInterrupted();
    }
  }

  static void throwIfInterrupted() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted during the dump");
    }
  }
}
