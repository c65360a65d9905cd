package io.dumpwarden.backup;

import io.dumpwarden.error.LogContext;
import io.dumpwarden.pipeline.StalledException;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens a writer on one storage, on a thread of its own: a storage that hangs keeps no other
 * waiting beyond its stall limit. A writer that comes too late is given up at once.
 */
final class Opening {

  private final TargetStorage target;
  private final CompletableFuture<StorageWriter> writer = new CompletableFuture<>();
  private final long startedAt = System.nanoTime();

  private Opening(TargetStorage target) {
    this.target = target;
  }

  /**
   * @param expectedBytes the size to make room for, where an earlier backup tells
   */
  static Opening start(TargetStorage target, ObjectKey key, OptionalLong expectedBytes) {
    Opening opening = new Opening(target);
    Thread thread =
        new Thread(
            LogContext.carried(() -> opening.open(key, expectedBytes)),
            "open-" + target.storage().name());
    thread.setDaemon(true);
    thread.start();
    return opening;
  }

  /** The writer; an interrupted caller gets none, and stays interrupted. */
  StorageWriter await() {
    long left = target.stallLimit().toNanos() - (System.nanoTime() - startedAt);
    try {
      return writer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw asStorageException(e.getCause());
    } catch (TimeoutException e) {
      return givenUp(
          new StalledException(
              "storage %s began no object within %d s, its stall limit"
                  .formatted(target.name(), target.stallLimit().toSeconds())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return givenUp(new StorageException(Kind.ABORTED, "interrupted", e));
    }
  }

  private StorageWriter givenUp(StorageException why) {
    if (writer.completeExceptionally(why)) {
      throw why;
    }
    return writer.join();
  }

  private void open(ObjectKey key, OptionalLong expectedBytes) {
    try {
      StorageWriter opened = target.provider().open(key, expectedBytes);
      if (!writer.complete(opened)) {
        opened.abort();
      }
    } catch (RuntimeException | Error e) {
      writer.completeExceptionally(e);
    }
  }

  private StorageException asStorageException(Throwable t) {
    return t instanceof StorageException e
        ? e
        : new StorageException(
            Kind.UNAVAILABLE, "storage %s failed: %s".formatted(target.name(), t), t);
  }
}
