package io.dumpwarden.pipeline;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Counts bytes and forgets them; may be held up, or refuse. */
final class CountingWriter implements StorageWriter {

  private static final ObjectKey KEY = ObjectKey.of("dump.sql");

  private final CountDownLatch gate;
  private final long refusedFrom;
  private final CountDownLatch aborted = new CountDownLatch(1);
  private volatile long bytes;

  private CountingWriter(CountDownLatch gate, long refusedFrom) {
    this.gate = gate;
    this.refusedFrom = refusedFrom;
  }

  static CountingWriter quick() {
    return behind(new CountDownLatch(0));
  }

  /** Takes no byte before the gate opens. */
  static CountingWriter behind(CountDownLatch gate) {
    return new CountingWriter(gate, Long.MAX_VALUE);
  }

  static CountingWriter refusingFrom(long bytes) {
    return new CountingWriter(new CountDownLatch(0), bytes);
  }

  long bytes() {
    return bytes;
  }

  boolean isAborted() {
    return aborted.getCount() == 0;
  }

  @Override
  public PendingWrite pending() {
    return new PendingWrite(KEY, "upload", Instant.EPOCH);
  }

  @Override
  public void write(byte[] chunk, int offset, int length) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new StorageException(Kind.ABORTED, "interrupted", e);
    }
    if (bytes + length > refusedFrom) {
      throw new StorageException(Kind.FULL, "full");
    }
    bytes += length;
  }

  @Override
  public StoredObject commit() {
    return new StoredObject(KEY, bytes, Instant.EPOCH);
  }

  @Override
  public void abort() {
    aborted.countDown();
  }
}
