package io.dumpwarden.storage.local;

import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A temporary file that becomes the object by being renamed. */
final class LocalWriter implements StorageWriter {

  /** Whoever leaves {@code OPEN} first, a commit or an abort, decides the writer's end. */
  private enum State {
    OPEN,
    PUBLISHED,
    ABORTED
  }

  private static final Logger log = LoggerFactory.getLogger(LocalWriter.class);

  private final LocalStorage storage;
  private final PendingWrite pending;
  private final Path partial;
  private final Path target;
  private final FileChannel channel;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private long written;
  private @Nullable StorageException lost;

  LocalWriter(
      LocalStorage storage, PendingWrite pending, Path partial, Path target, FileChannel channel) {
    this.storage = storage;
    this.pending = pending;
    this.partial = partial;
    this.target = target;
    this.channel = channel;
  }

  @Override
  public PendingWrite pending() {
    return pending;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    requireOpen();
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (buffer.hasRemaining()) {
        written += channel.write(buffer);
      }
    } catch (IOException e) {
      lost = storage.fullOr(IoErrors.of("write", target, e), buffer.remaining());
      throw lost;
    }
  }

  @Override
  public StoredObject commit() {
    requireOpen();
    try {
      requireAllWritten();
      storage.prove();
      StoredObject proven = finishPartial();
      publish();
      return proven;
    } catch (IOException e) {
      throw undone(storage.fullOr(IoErrors.of("commit", target, e), 0));
    } catch (StorageException e) {
      throw undone(e);
    } finally {
      storage.ended(this);
    }
  }

  @Override
  public void abort() {
    if (state.compareAndSet(State.OPEN, State.ABORTED)) {
      remove(partial);
      storage.ended(this);
    }
  }

  private StoredObject finishPartial() throws IOException {
    channel.force(true);
    channel.close();
    requireSize(Files.size(partial));
    return new StoredObject(pending.key(), written, Files.getLastModifiedTime(partial).toInstant());
  }

  private void publish() throws IOException {
    if (!state.compareAndSet(State.OPEN, State.PUBLISHED)) {
      throw aborted();
    }
    Files.move(
        partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    storage.durable().sync(target.getParent());
    if (!partial.getParent().equals(target.getParent())) {
      Files.delete(partial.getParent());
    }
  }

  /** A write that failed left a gap. */
  private void requireAllWritten() {
    if (lost != null) {
      throw new StorageException(lost.kind(), String.valueOf(lost.getMessage()), lost);
    }
  }

  private void requireSize(long found) {
    if (found != written) {
      throw new StorageException(
          Kind.CORRUPT,
          "%s has %d bytes where %d were written; check the disk"
              .formatted(target, found, written));
    }
  }

  /** Nothing stays of a commit that failed, before its rename or after. */
  private StorageException undone(StorageException failure) {
    boolean published = state.getAndSet(State.ABORTED) == State.PUBLISHED;
    boolean renamed = published && !Files.exists(partial);
    remove(renamed ? target : partial);
    return failure;
  }

  private void remove(Path file) {
    try {
      channel.close(); // frees a write that hangs
      Files.deleteIfExists(file);
      storage.tree().removeEmptied(file.getParent());
    } catch (IOException e) {
      log.warn("cannot remove {}, which the next sweep will: {}", file, e.toString());
    }
  }

  private void requireOpen() {
    switch (state.get()) {
      case OPEN -> {}
      case PUBLISHED ->
          throw new StorageException(Kind.INVALID, "already committed: " + pending.key());
      case ABORTED -> throw aborted();
    }
  }

  private StorageException aborted() {
    return new StorageException(Kind.ABORTED, "the write of " + target + " was given up");
  }
}
