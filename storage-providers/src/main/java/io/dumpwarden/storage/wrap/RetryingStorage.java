package io.dumpwarden.storage.wrap;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what can be begun again, where the failure's kind says so. Streams, once begun, are
 * the provider's own: neither a writer's bytes nor a reader's come twice.
 */
public final class RetryingStorage implements StorageProvider {

  private static final Logger log = LoggerFactory.getLogger(RetryingStorage.class);

  private final StorageProvider storage;
  private final Backoff backoff;
  private final Pause pause;

  public RetryingStorage(StorageProvider storage, Backoff backoff, Pause pause) {
    this.storage = storage;
    this.backoff = backoff;
    this.pause = pause;
  }

  @Override
  public String location() {
    return storage.location();
  }

  @Override
  public StorageWriter open(ObjectKey key, OptionalLong expectedBytes) {
    return retry(() -> storage.open(key, expectedBytes));
  }

  @Override
  public Optional<StoredObject> stat(ObjectKey key) {
    return retry(() -> storage.stat(key));
  }

  @Override
  public InputStream read(ObjectKey key, long offset) {
    return retry(() -> storage.read(key, offset));
  }

  @Override
  public InputStream read(ObjectKey key, long offset, long length) {
    return retry(() -> storage.read(key, offset, length));
  }

  @Override
  public Stream<StoredObject> list(String keyPrefix) {
    return retry(() -> storage.list(keyPrefix));
  }

  @Override
  public void delete(ObjectKey key) {
    retry(() -> storage.delete(key));
  }

  @Override
  public List<PendingWrite> pendingWrites(String keyPrefix) {
    return retry(() -> storage.pendingWrites(keyPrefix));
  }

  @Override
  public void discard(PendingWrite write) {
    retry(() -> storage.discard(write));
  }

  @Override
  public Optional<URI> link(ObjectKey key, Duration valid) {
    return retry(() -> storage.link(key, valid));
  }

  @Override
  public OptionalLong freeBytes() {
    return retry(storage::freeBytes);
  }

  @Override
  public void check() {
    retry(storage::check);
  }

  @Override
  public void close() {
    storage.close();
  }

  private void retry(Runnable call) {
    retry(
        () -> {
          call.run();
          return this;
        });
  }

  private <T> T retry(Supplier<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (StorageException e) {
        if (!e.kind().retryable() || attempt == backoff.attempts()) {
          throw e;
        }
        log.debug("attempt {} of {} failed: {}", attempt, backoff.attempts(), e.getMessage());
        rest(attempt, e);
      }
    }
  }

  private void rest(int attempt, StorageException failure) {
    try {
      pause.take(backoff.pause(attempt, RandomGenerator.getDefault()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(
          Kind.ABORTED, "interrupted while waiting to try again: " + failure.getMessage(), failure);
    }
  }
}
