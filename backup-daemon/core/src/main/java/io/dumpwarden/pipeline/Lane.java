package io.dumpwarden.pipeline;

import io.dumpwarden.error.LogContext;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One storage's share of the fan-out: a short queue and a thread that writes. A failure, or no
 * progress for the stall limit, ends this lane and no other.
 */
final class Lane {

  private static final int QUEUED_CHUNKS = 16;
  private static final Duration ABORT_LIMIT = Duration.ofSeconds(15);

  /** The slowest that a commit may be before it counts as a stall. */
  private static final long COMMITTED_PER_SECOND = 4L << 20;

  /** More than this no storage keeps in caches or in a part of its own. */
  private static final long MAX_HELD_BACK = 8L << 30;

  private static final byte[] COMMIT = new byte[0];

  private final String name;
  private final StorageWriter writer;
  private final Duration stallLimit;
  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUED_CHUNKS);
  private final CompletableFuture<StoredObject> committed = new CompletableFuture<>();
  private final AtomicReference<@Nullable StorageException> failure = new AtomicReference<>();
  private final Thread thread;

  /**
   * When the thread last took a chunk up or put one down: old only while it hangs in its storage.
   */
  private volatile long lastProgress = System.nanoTime();

  private volatile long bytes;
  private volatile boolean committing;
  private @Nullable Thread aborting;

  Lane(String name, StorageWriter writer, Duration stallLimit) {
    this.name = name;
    this.writer = writer;
    this.stallLimit = stallLimit;
    this.thread = new Thread(LogContext.carried(this::drain), "lane-" + name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean isOpen() {
    return failure.get() == null;
  }

  /**
   * Queues a chunk; waits for room, at most the stall limit. The chunk is not to be changed
   * afterwards.
   */
  void offer(byte[] chunk) throws InterruptedException {
    while (isOpen() && !queue.offer(chunk, 200, TimeUnit.MILLISECONDS)) {
      failIfStalled();
    }
  }

  /** Asks for the commit of everything queued. */
  void requestCommit() throws InterruptedException {
    offer(COMMIT);
  }

  /** Waits for the commit, as long as there is progress. */
  LaneResult await() throws InterruptedException {
    while (isOpen()) {
      try {
        return new LaneResult.Stored(committed.get(200, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        failIfStalled();
      } catch (ExecutionException e) {
        fail(asStorageException(e.getCause()));
      }
    }
    return new LaneResult.Failed(reason());
  }

  /** Ends the lane; what was written is removed, as far as the storage answers. */
  void abort(String why) {
    fail(new StorageException(Kind.ABORTED, why));
  }

  StorageException reason() {
    StorageException reason = failure.get();
    return reason != null ? reason : new StorageException(Kind.ABORTED, "not finished");
  }

  private void drain() {
    try {
      for (byte[] chunk = queue.take(); isOpen(); chunk = queue.take()) {
        lastProgress = System.nanoTime();
        if (chunk == COMMIT) {
          committing = true;
          committed.complete(writer.commit());
          return;
        }
        writer.write(chunk, 0, chunk.length);
        bytes += chunk.length;
        lastProgress = System.nanoTime();
      }
    } catch (InterruptedException e) {
      fail(new StorageException(Kind.ABORTED, "interrupted", e));
    } catch (RuntimeException | Error e) {
      fail(asStorageException(e));
    }
  }

  private void failIfStalled() {
    Duration limit = committing ? commitLimit() : stallLimit;
    if (System.nanoTime() - lastProgress > limit.toNanos()) {
      fail(
          new StalledException(
              "storage %s %s for %d s, its stall limit%s"
                  .formatted(
                      name,
                      committing ? "did not finish its object" : "took no byte",
                      limit.toSeconds(),
                      committing ? " and what the size allows on top" : "")));
    }
  }

  /** The stall limit, and time to make durable what the storage may still hold back. */
  private Duration commitLimit() {
    return stallLimit.plusSeconds(Math.min(bytes, MAX_HELD_BACK) / COMMITTED_PER_SECOND);
  }

  private synchronized void fail(StorageException reason) {
    if (failure.compareAndSet(null, reason)) {
      // the abort may hang as the write did: it gets a thread of its own, nobody waits for it here
      aborting = new Thread(LogContext.carried(this::abortWriter), "abort-" + name);
      aborting.setDaemon(true);
      aborting.start();
      thread.interrupt();
    }
  }

  /** Waits until a failed lane's remains are removed, at most 15 s or the stall limit. */
  void awaitAbort() throws InterruptedException {
    Thread abort;
    synchronized (this) {
      abort = aborting;
    }
    if (abort != null) {
      abort.join(Math.max(1, Math.min(ABORT_LIMIT.toMillis(), stallLimit.toMillis())));
    }
  }

  private void abortWriter() {
    try {
      writer.abort();
    } catch (RuntimeException e) {
      StorageException reason = failure.get();
      if (reason != null) {
        reason.addSuppressed(e);
      }
    }
  }

  private StorageException asStorageException(Throwable t) {
    return t instanceof StorageException e
        ? e
        : new StorageException(Kind.UNAVAILABLE, "storage " + name + " failed: " + t, t);
  }
}
