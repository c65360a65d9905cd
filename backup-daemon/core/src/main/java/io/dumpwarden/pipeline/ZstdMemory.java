package io.dumpwarden.pipeline;

/**
 * What zstd takes outside of the heap, from above.
 *
 * <p>On one thread it is {@code ZSTD_estimateCStreamSize(level)}, asked of libzstd 1.5.4 and
 * compared with the size of a process in which zstd-jni 1.5.7 runs. With workers each has such a
 * context, and the input is cut into jobs of four windows ({@code ZSTDMT_computeTargetJobLog}): a
 * ring of workers + 3 of them comes in, and about workers + 2 wait to go out. Measured with text of
 * random letters, resident size beyond the process's own:
 *
 * <pre>
 * level   workers   measured   from above
 *     3         2    70 MiB      90 MiB
 *     9         2   153 MiB     188 MiB
 *    12         4   337 MiB     428 MiB
 *    16         2   196 MiB     292 MiB
 *    19         2   404 MiB     478 MiB
 *    22         0   724 MiB     789 MiB
 * </pre>
 */
final class ZstdMemory {

  /** By level, from 1: the context of one thread, in MiB. */
  private static final int[] CONTEXT = {
    1, 1, 3, 4, 5, 5, 8, 8, 16, 28, 28, 52, 52, 52, 68, 68, 68, 68, 89, 193, 385, 777
  };

  /** By level, from 1: the window's size as a power of two, where the content's size is unknown. */
  private static final int[] WINDOW_LOG = {
    19, 20, 21, 21, 21, 21, 21, 21, 22, 22, 22, 22, 22, 22, 22, 22, 23, 23, 23, 25, 26, 27
  };

  /** Buffers of the stream, and what malloc keeps back. */
  private static final int ANYWAY = 12;

  private ZstdMemory() {}

  /**
   * Bytes outside of the heap.
   *
   * @param workers threads of zstd's own; with 0 it works on the caller's
   */
  static long bytes(int level, int workers) {
    int context = CONTEXT[level - 1];
    if (workers == 0) {
      return (long) (context + ANYWAY) << 20;
    }
    long job = 1L << (Math.max(20, WINDOW_LOG[level - 1] + 2));
    return ((long) (workers * context + ANYWAY) << 20) + (2L * workers + 5) * job;
  }

  /** Bytes outside of the heap to read it back: the window, and buffers. */
  static long readingBytes(int level) {
    int known = Math.max(1, Math.min(level, WINDOW_LOG.length));
    return (1L << WINDOW_LOG[known - 1]) + (1L << 20);
  }

  /**
   * How many workers a level gets at most. From 20 on a job is 128 MiB and more, several of which
   * would be needed for each worker: there zstd works on the caller's thread.
   */
  static int mostWorkers(int level) {
    if (level >= 20) {
      return 0;
    }
    if (level >= 16) {
      return 2;
    }
    return level >= 10 ? 4 : Integer.MAX_VALUE;
  }
}
