package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How much of one object may be under way: so many parts, so many chunks of memory. Whoever wants
 * more waits, until room is given back or the upload {@linkplain #end ends}. Chunks are reused.
 */
final class Window {

  static final int CHUNK_BYTES = 256 << 10;

  private final int slots;
  private final Deque<byte[]> spare = new ArrayDeque<>();
  private int freeSlots;
  private long freeChunks;
  private int allocated;
  private @Nullable StorageException end;

  Window(int slots, long memoryBytes) {
    this.slots = slots;
    this.freeSlots = slots;
    this.freeChunks = memoryBytes / CHUNK_BYTES;
  }

  int slots() {
    return slots;
  }

  synchronized void takeSlots(int count) {
    while (end == null && freeSlots < count) {
      await();
    }
    requireGoingOn();
    freeSlots -= count;
  }

  synchronized void giveSlots(int count) {
    freeSlots += count;
    notifyAll();
  }

  synchronized byte[] takeChunk() {
    while (end == null && freeChunks == 0) {
      await();
    }
    requireGoingOn();
    freeChunks--;
    byte[] reused = spare.poll();
    if (reused != null) {
      return reused;
    }
    allocated++;
    return new byte[CHUNK_BYTES];
  }

  synchronized void giveChunk(byte[] chunk) {
    freeChunks++;
    if (end == null) {
      spare.push(chunk);
    }
    notifyAll();
  }

  /** Fails whoever waits or asks from now on; the first reason counts. */
  synchronized void end(StorageException why) {
    if (end == null) {
      end = why;
      spare.clear();
    }
    notifyAll();
  }

  synchronized boolean ended() {
    return end != null;
  }

  synchronized void requireGoingOn() {
    if (end != null) {
      // a new one: this is another thread's stack
      throw new StorageException(end.kind(), String.valueOf(end.getMessage()), end);
    }
  }

  /** How much memory was needed so far. */
  synchronized long allocatedBytes() {
    return (long) allocated * CHUNK_BYTES;
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Kind.ABORTED, "interrupted while waiting for parts to be sent", e);
    }
  }
}
