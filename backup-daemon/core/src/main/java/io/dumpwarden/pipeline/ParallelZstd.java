package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * zstd on several threads, for a dump that is cut: blocks are compressed side by side to zstd
 * frames of their own, and a cut is nothing but the end of a block. zstd's own threads would all
 * have to come to an end at each cut.
 *
 * <p>Written by one thread, which alone writes to the stream beneath. Memory is {@link #heap} and
 * the contexts. Interrupting the writer ends its waiting.
 */
final class ParallelZstd implements FrameEncoder {

  /** More would not be fed by one dump program. */
  static final int MOST_THREADS = 4;

  private final OutputStream out;
  private final Runnable ended;
  private final int blockBytes;
  private final int mostAtWork;
  private final CodecWorkers workers;
  private final ZstdContexts contexts;
  private final BlockPool pool;
  private final Deque<Future<ZstdBlock>> atWork = new ArrayDeque<>();
  private final Deque<ZstdBlock> free = new ArrayDeque<>();
  private @Nullable ZstdBlock filling;
  private @Nullable Throwable failure;

  /**
   * @param threads at least one
   * @param ended told, in order, behind the last byte of what was cut; by the writing thread
   */
  ParallelZstd(OutputStream out, int level, int threads, Runnable ended) {
    int used = Math.min(threads, MOST_THREADS);
    this.out = out;
    this.ended = ended;
    this.blockBytes = blockBytes(level);
    this.mostAtWork = blocks(threads) - 1;
    this.workers = new CodecWorkers("zstd", used);
    this.contexts = new ZstdContexts(level);
    this.pool = new BlockPool((long) blockBytes * blocks(threads));
  }

  /** What it takes of the heap: blocks, and what they are compressed to, which may be as much. */
  static long heap(int level, int threads) {
    return threads == 0 ? 0 : 2L * blocks(threads) * blockBytes(level);
  }

  private static int blocks(int threads) {
    return Math.min(threads, MOST_THREADS) + 2;
  }

  /** Twice the window, up to where the heap allows it: what is further back cannot be used. */
  private static int blockBytes(int level) {
    return level < 9 ? 4 << 20 : 8 << 20;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    throwIfOver();
    for (int done = 0; done < length; ) {
      ZstdBlock block = filling == null ? another() : filling;
      filling = block;
      done += block.fill(bytes, offset + done, length - done);
      if (block.isFull()) {
        hand(block);
      }
    }
  }

  /** A block that is full at the cut is at work already: then an empty one tells of the cut. */
  @Override
  public void end() throws IOException {
    throwIfOver();
    ZstdBlock block = filling == null ? another() : filling;
    block.markLast();
    hand(block);
  }

  @Override
  public boolean endsLater() {
    return true;
  }

  @Override
  public void drain() throws IOException {
    while (!atWork.isEmpty()) {
      takeFirst();
    }
  }

  @Override
  public void close() throws IOException {
    workers.stop();
    contexts.close();
  }

  private void hand(ZstdBlock block) throws IOException {
    filling = null;
    atWork.add(workers.submit(block));
    while (atWork.size() > mostAtWork) {
      takeFirst();
    }
  }

  private ZstdBlock another() {
    ZstdBlock used = free.poll();
    ZstdBlock block = used == null ? new ZstdBlock(blockBytes, contexts, pool) : used;
    block.begin();
    return block;
  }

  private void takeFirst() throws IOException {
    try {
      ZstdBlock block = atWork.remove().get();
      block.writeTo(out);
      if (block.isLast()) {
        ended.run();
      }
      free.add(block);
    } catch (InterruptedException e) {
      failure = e;
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while compressing");
    } catch (ExecutionException e) {
      failure = e.getCause();
      throw new IOException("a thread that compresses failed: " + failure, failure);
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  private void throwIfOver() throws IOException {
    if (failure != null) {
      throw new IOException("the zstd stream failed before", failure);
    }
  }
}
