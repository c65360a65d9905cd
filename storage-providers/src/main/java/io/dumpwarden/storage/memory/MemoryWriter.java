package io.dumpwarden.storage.memory;

import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.io.ByteArrayOutputStream;

/** Collects an object's bytes until they are one. */
final class MemoryWriter implements StorageWriter {

  private enum State {
    OPEN,
    COMMITTED,
    ABORTED
  }

  private final MemoryStorage storage;
  private final PendingWrite pending;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private State state = State.OPEN;

  MemoryWriter(MemoryStorage storage, PendingWrite pending) {
    this.storage = storage;
    this.pending = pending;
  }

  @Override
  public PendingWrite pending() {
    return pending;
  }

  @Override
  public synchronized void write(byte[] source, int offset, int length) {
    requireOpen();
    bytes.write(source, offset, length);
  }

  @Override
  public synchronized StoredObject commit() {
    requireOpen();
    state = State.COMMITTED;
    storage.ended(pending);
    return storage.store(pending.key(), bytes.toByteArray());
  }

  @Override
  public synchronized void abort() {
    if (state == State.OPEN) {
      state = State.ABORTED;
      storage.ended(pending);
    }
  }

  private void requireOpen() {
    switch (state) {
      case OPEN -> {}
      case COMMITTED ->
          throw new StorageException(Kind.INVALID, "already committed: " + pending.key());
      case ABORTED ->
          throw new StorageException(
              Kind.ABORTED, "the write of " + pending.key() + " was given up");
    }
  }
}
