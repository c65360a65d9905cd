package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * gzip on several threads: blocks are deflated side by side and joined, in order, to one member, so
 * that a file cut off anywhere lacks its trailer and every gunzip notices; or to several, where the
 * writer cuts it.
 *
 * <p>Written by one thread, which alone writes to the stream beneath: that stream's failures reach
 * it as they are. Memory is {@link #blocks} blocks. Interrupting the writer ends its waiting. A
 * stream that is left behind without being closed holds no thread for longer than a few seconds.
 */
final class ParallelGzip extends OutputStream {

  private final OutputStream out;
  private final int level;
  private final int mostAtWork;
  private final CodecWorkers workers;
  private final CRC32 crc = new CRC32();
  private final Deque<Future<GzipBlock>> atWork = new ArrayDeque<>();
  private final Deque<GzipBlock> free = new ArrayDeque<>();
  private final List<GzipBlock> all = new ArrayList<>();
  private final Runnable ended;
  private GzipBlock filling;
  private long bytes;
  private boolean begun;
  private boolean cut;
  private @Nullable Throwable failure;
  private boolean closed;

  /**
   * @param threads at least one
   */
  ParallelGzip(OutputStream out, int level, int threads) {
    this(out, level, threads, () -> {});
  }

  /**
   * @param ended told behind the last byte of each member; by the writing thread
   */
  ParallelGzip(OutputStream out, int level, int threads, Runnable ended) {
    this.ended = ended;
    this.out = out;
    this.level = level;
    this.mostAtWork = blocks(threads) - 1;
    this.workers = new CodecWorkers("gzip", threads);
    this.filling = another();
  }

  /** How many blocks there are at most: for each thread one at work and one waiting. */
  static int blocks(int threads) {
    return 2 * threads + 1;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    throwIfOver();
    crc.update(buffer, offset, length);
    bytes += length;
    for (int done = 0; done < length; ) {
      if (filling.isFull()) {
        next();
      }
      done += filling.fill(buffer, offset + done, length - done);
    }
  }

  /** Ends the member, of which at least a byte was written; what is written next begins another. */
  void cut() throws IOException {
    throwIfOver();
    endMember();
    while (atWork.size() >= mostAtWork) {
      takeFirst();
    }
    filling = another();
    filling.begin();
    cut = true;
  }

  /** Ends the member, the threads, and the stream beneath; after a failure the last two. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    try (out) {
      throwIfOver();
      finish();
    } finally {
      closed = true;
      workers.stop();
      all.forEach(GzipBlock::end);
    }
  }

  private void throwIfOver() throws IOException {
    if (closed) {
      throw new IOException("the gzip stream is closed");
    }
    if (failure != null) {
      throw new IOException("the gzip stream failed before", failure);
    }
  }

  private void next() throws IOException {
    GzipBlock full = filling;
    hand(full);
    while (atWork.size() >= mostAtWork) {
      takeFirst();
    }
    filling = another();
    filling.follow(full);
  }

  private void finish() throws IOException {
    // nothing at all is a member too, but not behind another one
    if (bytes > 0 || !cut) {
      endMember();
    }
    while (!atWork.isEmpty()) {
      takeFirst();
    }
  }

  private void endMember() {
    ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    trailer.putInt((int) crc.getValue()).putInt((int) bytes);
    filling.markLast(trailer.array());
    hand(filling);
    crc.reset();
    bytes = 0;
  }

  private void hand(GzipBlock block) {
    atWork.add(workers.submit(block));
  }

  private GzipBlock another() {
    GzipBlock used = free.poll();
    if (used != null) {
      return used;
    }
    GzipBlock block = new GzipBlock(level);
    all.add(block);
    return block;
  }

  private void takeFirst() throws IOException {
    try {
      GzipBlock block = atWork.remove().get();
      writeHeaderOnce();
      block.writeTo(out);
      if (block.isLast()) {
        begun = false;
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

  private void writeHeaderOnce() throws IOException {
    if (!begun) {
      begun = true;
      out.write(header());
    }
  }

  /** Magic, deflate, no flags, no time, no extra flags, an unknown system. */
  static byte[] header() {
    return new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  }
}
