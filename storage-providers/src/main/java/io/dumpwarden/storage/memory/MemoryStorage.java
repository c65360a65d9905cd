package io.dumpwarden.storage.memory;

import io.dumpwarden.storage.LockedException;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.ObjectLock;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects in this process' memory, gone with it. */
public final class MemoryStorage implements StorageProvider {

  private record Entry(StoredObject object, byte[] bytes) {}

  private final InstantSource clock;
  private final @Nullable Duration lockFor;
  private final Map<ObjectKey, Entry> objects = new ConcurrentHashMap<>();
  private final Map<String, MemoryWriter> writers = new ConcurrentHashMap<>();
  private volatile boolean closed;

  public MemoryStorage(InstantSource clock) {
    this(clock, null);
  }

  /**
   * One that may lock its objects.
   *
   * @param lockFor for how long after its commit each object is locked; null for not at all
   */
  public MemoryStorage(InstantSource clock, @Nullable Duration lockFor) {
    this.clock = clock;
    this.lockFor = lockFor;
  }

  @Override
  public String location() {
    return "memory:";
  }

  @Override
  public StorageWriter open(ObjectKey key, OptionalLong expectedBytes) {
    check();
    PendingWrite pending = new PendingWrite(key, UUID.randomUUID().toString(), clock.instant());
    MemoryWriter writer = new MemoryWriter(this, pending);
    writers.put(pending.uploadId(), writer);
    return writer;
  }

  @Override
  public Optional<StoredObject> stat(ObjectKey key) {
    check();
    return Optional.ofNullable(objects.get(key)).map(Entry::object);
  }

  @Override
  public InputStream read(ObjectKey key, long offset) {
    check();
    Entry entry = objects.get(key);
    if (entry == null) {
      throw new StorageException(Kind.MISSING, "there is no object " + key);
    }
    int size = entry.bytes().length;
    if (offset < 0 || offset > size) {
      throw new StorageException(
          Kind.INVALID, "cannot read %s from byte %d of %d".formatted(key, offset, size));
    }
    return new ByteArrayInputStream(entry.bytes(), (int) offset, size - (int) offset);
  }

  @Override
  public Stream<StoredObject> list(String keyPrefix) {
    check();
    return objects.values().stream()
        .map(Entry::object)
        .filter(object -> object.key().value().startsWith(keyPrefix));
  }

  @Override
  public void delete(ObjectKey key) {
    check();
    Entry entry = objects.get(key);
    ObjectLock lock = entry == null ? null : entry.object().lock();
    if (lock != null && lock.lastsAt(clock.instant())) {
      throw new LockedException(lock, key + " is " + lock.text(), null);
    }
    objects.remove(key);
  }

  @Override
  public List<PendingWrite> pendingWrites(String keyPrefix) {
    check();
    return writers.values().stream()
        .map(MemoryWriter::pending)
        .filter(pending -> pending.key().value().startsWith(keyPrefix))
        .toList();
  }

  @Override
  public void discard(PendingWrite write) {
    check();
    MemoryWriter writer = writers.get(write.uploadId());
    if (writer != null) {
      writer.abort();
    }
  }

  @Override
  public OptionalLong freeBytes() {
    return OptionalLong.empty();
  }

  @Override
  public void check() {
    if (closed) {
      throw new StorageException(Kind.ABORTED, location() + " is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    writers.values().forEach(MemoryWriter::abort);
  }

  StoredObject store(ObjectKey key, byte[] bytes) {
    Instant now = clock.instant();
    ObjectLock lock = lockFor == null ? null : new ObjectLock(now.plus(lockFor), false);
    // one that it replaces is locked no longer than this one
    StoredObject object = new StoredObject(key, bytes.length, now, lock);
    objects.put(key, new Entry(object, bytes));
    return object;
  }

  void ended(PendingWrite pending) {
    writers.remove(pending.uploadId());
  }
}
