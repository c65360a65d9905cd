package io.dumpwarden.pipeline;

import io.dumpwarden.pipeline.Compression.Algorithm;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The packers of one dump, and the memory that they share: as many frames as there are packers are
 * being filled, and {@value #WAITING} waits to be written. Who begins another waits until one was
 * written. Safe for use by many threads, each with a packer of its own.
 */
public final class FramePackers {

  /** Raw bytes from which on a frame is full. */
  public static final long FULL_RAW = 32L << 20;

  /** Packed bytes from which on a frame is full. */
  public static final long FULL_PACKED = 8L << 20;

  /** How many frames are in memory beside those that are being filled. */
  static final int WAITING = 1;

  /** A full frame, the statement that it ended with, and the block that is not full. */
  static final long FRAME_HEAP = FULL_PACKED + (2L << 20);

  private final Compression compression;
  private final Semaphore places;
  private final BlockPool blocks;
  private final int most;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param compression zlib's streams cannot be put one behind the other: its frames are raw, and
   *     {@link FramedPipeline} compresses the whole
   * @param packers how many threads fill frames at once; see {@link CompressionRoom#enterFrames}
   */
  public FramePackers(Compression compression, int packers) {
    this.compression =
        isFramed(compression.algorithm()) ? compression : new Compression(Algorithm.NONE, 0);
    this.most = packers;
    this.places = new Semaphore(packers + WAITING, true);
    this.blocks = new BlockPool((packers + WAITING) * FRAME_HEAP);
  }

  /** Whether pieces compressed by themselves are, one behind the other, one file of it. */
  public static boolean isFramed(Algorithm algorithm) {
    return switch (algorithm) {
      case ZSTD, GZIP, PGZIP, XZ, NONE -> true;
      case ZLIB -> false;
    };
  }

  /**
   * A packer for one thread, which closes it.
   *
   * @throws IllegalStateException where there are as many as were counted
   */
  public FramePacker open() throws IOException {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      throw new IllegalStateException("more packers than memory was counted for");
    }
    return new FramePacker(this, compression);
  }

  /** A packer gave its memory back. */
  void closed() {
    open.decrementAndGet();
  }

  /** Waits for a place. */
  FrameBuffer begin() throws IOException {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for room for a frame");
    }
    return blocks.buffer(places::release);
  }
}
