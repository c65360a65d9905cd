package io.dumpwarden.pipeline;

import com.sun.management.OperatingSystemMXBean;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;

/** What compressing takes of memory, and whether there is that much. */
public final class CompressionMemory {

  /** zlib's state for one stream of deflate, at most, with its tables. */
  private static final long DEFLATER = 320 << 10;

  private CompressionMemory() {}

  /**
   * What compressions may take, all that are at work together.
   *
   * @param heap bytes of Java's heap
   * @param outside bytes outside of it, where zstd and zlib have theirs
   */
  public record Limits(long heap, long outside) {

    /**
     * Half of the heap, since the parts of uploads and the daemon itself need the rest; and half of
     * what machine or container has beside the heap, but an eighth of it all in any case.
     */
    public static Limits of(long maxHeap, long machine) {
      return new Limits(maxHeap / 2, Math.max((machine - maxHeap) / 2, machine / 8));
    }

    /** For this process, here. */
    public static Limits ofThisProcess() {
      OperatingSystemMXBean system =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      return of(Runtime.getRuntime().maxMemory(), system.getTotalMemorySize());
    }
  }

  /** What one compression takes, in bytes. */
  public record Need(long heap, long outside) {

    public boolean fits(Limits limits) {
      return heap <= limits.heap() && outside <= limits.outside();
    }
  }

  /**
   * What a compression takes with so many threads, from above.
   *
   * @param threads of its own, for zstd and pgzip; the others work on the caller's
   */
  public static Need of(Compression compression, int threads) {
    return switch (compression.algorithm()) {
      case ZSTD ->
          new Need(
              ParallelZstd.heap(compression.level(), threads),
              ZstdMemory.bytes(compression.level(), threads));
      case GZIP, ZLIB -> new Need(0, DEFLATER);
      case PGZIP -> pgzip(threads);
      case XZ -> new Need(xz(compression.level()), 0);
      case NONE -> new Need(0, 0);
    };
  }

  /**
   * What so many packers of frames take, from above, with the frames that they fill and the one
   * that waits.
   */
  public static Need ofFrames(Compression compression, int packers) {
    long frames = (packers + FramePackers.WAITING) * FramePackers.FRAME_HEAP;
    return switch (compression.algorithm()) {
      case ZSTD -> new Need(frames, ZstdMemory.bytes(compression.level(), 0) * packers);
      case GZIP, PGZIP -> new Need(frames, DEFLATER * packers);
      case XZ -> new Need(frames + xz(compression.level()) * packers, 0);
      case ZLIB, NONE -> new Need(frames, DEFLATER);
    };
  }

  /**
   * What reading back takes, from above: zstd keeps its window, xz its dictionary.
   *
   * @param level that it was compressed at
   */
  public static Need ofReading(Compression.Algorithm algorithm, int level) {
    return switch (algorithm) {
      case ZSTD -> new Need(0, ZstdMemory.readingBytes(level));
      case XZ -> new Need(xzReading(level), 0);
      case GZIP, PGZIP, ZLIB -> new Need(0, DEFLATER);
      case NONE -> new Need(0, 0);
    };
  }

  /** As {@link #require}, for one packer of frames. */
  static void requireFrames(Compression compression, Limits limits) {
    Need need = ofFrames(compression, 1);
    if (!need.fits(limits)) {
      throw tooLarge(compression, need, limits);
    }
  }

  /** So many packers as fit, as many as wanted at most; empty where not even one does. */
  static OptionalInt fittingFrames(Compression compression, int wanted, Limits limits) {
    return IntStream.iterate(Math.max(1, wanted), n -> n >= 1, n -> n - 1)
        .filter(n -> ofFrames(compression, n).fits(limits))
        .findFirst();
  }

  /**
   * How many threads of its own a compression gets: as many as wanted where memory allows, fewer
   * where not.
   *
   * @throws DumpwardenException {@code MEMORY_EXCEEDED} where it fits with no number of them; the
   *     hint names a level that does
   */
  public static int threads(Compression compression, int wanted, Limits limits) {
    return fitting(compression, wanted, limits)
        .orElseThrow(() -> tooLarge(compression, of(compression, least(compression)), limits));
  }

  /** Throws as {@link #threads} does; for use before anything has begun. */
  public static void require(Compression compression, Limits limits) {
    threads(compression, least(compression), limits);
  }

  /** As {@link #threads}, empty where it fits with no number of them. */
  static OptionalInt fitting(Compression compression, int wanted, Limits limits) {
    int least = least(compression);
    int most = Math.max(least, Math.min(wanted, most(compression)));
    return IntStream.iterate(most, n -> n >= least, n -> n - 1)
        .filter(n -> of(compression, n).fits(limits))
        .findFirst();
  }

  private static int least(Compression compression) {
    return compression.algorithm() == Compression.Algorithm.PGZIP ? 1 : 0;
  }

  private static int most(Compression compression) {
    return switch (compression.algorithm()) {
      case ZSTD -> ZstdMemory.mostWorkers(compression.level());
      case PGZIP -> Integer.MAX_VALUE;
      case GZIP, XZ, ZLIB, NONE -> 0;
    };
  }

  private static Need pgzip(int threads) {
    long blocks = ParallelGzip.blocks(threads);
    return new Need(blocks * GzipBlock.HEAP_BYTES, blocks * DEFLATER);
  }

  private static long xz(int level) {
    try {
      return (long) new LZMA2Options(level).getEncoderMemoryUsage() << 10;
    } catch (UnsupportedOptionsException e) {
      throw new IllegalArgumentException("xz has no level " + level, e);
    }
  }

  private static long xzReading(int level) {
    try {
      return (long) new LZMA2Options(level).getDecoderMemoryUsage() << 10;
    } catch (UnsupportedOptionsException e) {
      throw new IllegalArgumentException("xz has no level " + level, e);
    }
  }

  private static DumpwardenException tooLarge(Compression compression, Need need, Limits limits) {
    boolean heap = need.heap() > limits.heap();
    String message =
        "%s needs %d MiB %s, and compression may take %d MiB here"
            .formatted(
                compression,
                mebibytes(heap ? need.heap() : need.outside()),
                heap ? "of heap" : "of memory outside of the heap",
                (heap ? limits.heap() : limits.outside()) >> 20);
    String more =
        heap
            ? "give the daemon a larger heap: DUMPWARDEN_JAVA_OPTS=-Xmx%dm".formatted(heapFor(need))
            : "give machine or container more memory, or the daemon a smaller heap";
    String hint =
        lowerLevel(compression, limits)
            .map(lower -> "choose level %d or lower, or %s".formatted(lower, more))
            .orElse("choose gzip, which needs next to nothing, or " + more);
    return new DumpwardenException(ErrorCode.MEMORY_EXCEEDED, message, hint, null);
  }

  /** Twice the need; and some collectors count a little less than they were given. */
  private static long heapFor(Need need) {
    return mebibytes(2 * need.heap()) * 21 / 20;
  }

  private static Optional<Integer> lowerLevel(Compression wanted, Limits limits) {
    int min = wanted.algorithm().minLevel();
    return IntStream.iterate(wanted.level() - 1, level -> level >= min, level -> level - 1)
        .boxed()
        .filter(
            level -> {
              Compression lower = new Compression(wanted.algorithm(), level);
              return fitting(lower, 0, limits).isPresent();
            })
        .findFirst();
  }

  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
