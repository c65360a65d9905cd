package io.dumpwarden.pipeline;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.pipeline.CompressionMemory.Limits;
import io.dumpwarden.pipeline.CompressionMemory.Need;
import java.util.OptionalInt;

/**
 * The memory that the compressions of this process share: together they take no more than the
 * limits. Safe for use by many threads.
 */
public final class CompressionRoom {

  private final int threadsWanted;
  private final Limits limits;
  private long heapTaken;
  private long outsideTaken;

  /**
   * @param threadsWanted for each compression that can use them
   */
  public CompressionRoom(int threadsWanted, Limits limits) {
    this.threadsWanted = threadsWanted;
    this.limits = limits;
  }

  /**
   * Waits until there is room. Enter before the dump begins: one that is open waits for nobody.
   *
   * @throws DumpwardenException {@code MEMORY_EXCEEDED} where it does not fit at all
   */
  public synchronized Place enter(Compression compression) throws InterruptedException {
    CompressionMemory.require(compression, limits);
    OptionalInt threads = fitting(compression);
    while (threads.isEmpty()) {
      wait();
      threads = fitting(compression);
    }
    return place(threads.getAsInt(), CompressionMemory.of(compression, threads.getAsInt()));
  }

  /**
   * The same for {@link FramePackers}: the place's threads are how many packers there may be, at
   * least one and as many as wanted at most.
   */
  public synchronized Place enterFrames(Compression compression, int packersWanted)
      throws InterruptedException {
    CompressionMemory.requireFrames(compression, limits);
    OptionalInt packers = CompressionMemory.fittingFrames(compression, packersWanted, free());
    while (packers.isEmpty()) {
      wait();
      packers = CompressionMemory.fittingFrames(compression, packersWanted, free());
    }
    return place(packers.getAsInt(), CompressionMemory.ofFrames(compression, packers.getAsInt()));
  }

  /** Fewer threads now rather than more later. */
  private OptionalInt fitting(Compression compression) {
    return CompressionMemory.fitting(compression, threadsWanted, free());
  }

  private Limits free() {
    return new Limits(limits.heap() - heapTaken, limits.outside() - outsideTaken);
  }

  private Place place(int threads, Need need) {
    heapTaken += need.heap();
    outsideTaken += need.outside();
    return new Place(threads, need);
  }

  private synchronized void leave(Need need) {
    heapTaken -= need.heap();
    outsideTaken -= need.outside();
    notifyAll();
  }

  /** What one compression holds; closed once, by one thread. */
  public final class Place implements AutoCloseable {

    private final int threads;
    private final Need need;
    private boolean left;

    private Place(int threads, Need need) {
      this.threads = threads;
      this.need = need;
    }

    /** How many threads of its own the compression may have. */
    public int threads() {
      return threads;
    }

    @Override
    public void close() {
      if (!left) {
        left = true;
        leave(need);
      }
    }
  }
}
