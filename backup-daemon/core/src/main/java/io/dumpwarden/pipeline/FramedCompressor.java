package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/**
 * Compresses a stream that is cut into frames, in constant memory. Closing it ends the last frame
 * and closes what is beneath. For one thread.
 */
final class FramedCompressor extends OutputStream {

  private final Gate gate;
  private final FrameEncoder encoder;
  private final LongConsumer ended;
  private boolean inFrame;
  private boolean closed;

  /**
   * @param workers threads wanted, for zstd and pgzip
   * @param ended told, in order, where each frame ends among the compressed bytes; by the writing
   *     thread, perhaps later than {@link #cut}
   */
  FramedCompressor(Compression compression, int workers, OutputStream out, LongConsumer ended)
      throws IOException {
    this.gate = new Gate(out);
    this.ended = ended;
    int threads =
        CompressionMemory.threads(compression, workers, CompressionMemory.Limits.ofThisProcess());
    this.encoder =
        switch (compression.algorithm()) {
          case ZSTD ->
              threads == 0
                  ? FrameEncoder.of(compression, gate)
                  : new ParallelZstd(gate, compression.level(), threads, this::ended);
          case PGZIP ->
              new FrameEncoder.Blocks(
                  new ParallelGzip(gate, compression.level(), threads, this::ended));
          case GZIP, XZ, NONE, ZLIB -> FrameEncoder.of(compression, gate);
        };
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      inFrame = true;
      encoder.write(bytes, offset, length);
    }
  }

  /** Ends the present frame, of which at least a byte was written. */
  void cut() throws IOException {
    encoder.end();
    inFrame = false;
    if (!encoder.endsLater()) {
      ended();
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (gate) {
      if (inFrame) {
        cut();
      }
      encoder.drain();
    } finally {
      encoder.close();
    }
  }

  private void ended() {
    ended.accept(gate.bytes);
  }

  /** Counts, and lets nothing through once it is closed. */
  private static final class Gate extends OutputStream {
    private final OutputStream out;
    private long bytes;
    private boolean shut;

    Gate(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] some, int offset, int length) throws IOException {
      if (!shut) {
        out.write(some, offset, length);
        bytes += length;
      }
    }

    @Override
    public void close() throws IOException {
      if (!shut) {
        shut = true;
        out.close();
      }
    }
  }
}
