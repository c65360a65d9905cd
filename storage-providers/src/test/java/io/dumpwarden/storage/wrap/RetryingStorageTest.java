package io.dumpwarden.storage.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageProviderContract;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Keeps the contract, and what fails for a while does not fail. */
class RetryingStorageTest extends StorageProviderContract {

  private final List<Duration> pauses = new ArrayList<>();
  private int failures;
  private Kind kind = Kind.UNAVAILABLE;

  @Override
  protected StorageProvider create() {
    return retrying(failing(new MemoryStorage(InstantSource.system())), pauses::add);
  }

  @Test
  void everyCallThatCanBeBegunAgainIs() throws Throwable {
    put(KEY, "x");
    PendingWrite write = new PendingWrite(KEY, "x", Instant.EPOCH);
    List<ThrowingCallable> calls =
        List.of(
            storage::check,
            storage::freeBytes,
            () -> storage.open(KEY, OptionalLong.empty()),
            () -> storage.stat(KEY),
            () -> storage.read(KEY, 0),
            () -> storage.list("").toList(),
            () -> storage.pendingWrites(""),
            () -> storage.discard(write),
            () -> storage.delete(KEY));
    for (ThrowingCallable call : calls) {
      failures = 2;
      pauses.clear();
      call.call();
      assertThat(pauses).hasSize(2);
    }
  }

  @Test
  void theLastAttemptsFailureIsTheCallers() {
    failures = 3;
    assertFails(Kind.UNAVAILABLE, () -> storage.stat(KEY));
    assertThat(failures).isZero();
    assertThat(pauses).hasSize(2);
  }

  @Test
  void whatWillNotChangeIsNotTriedAgain() {
    failures = 1;
    kind = Kind.DENIED;
    assertFails(Kind.DENIED, () -> storage.stat(KEY));
    assertThat(pauses).isEmpty();
  }

  @Test
  void aStreamIsNeverTriedAgain() {
    StorageWriter writer = open(KEY);
    writer.abort();
    assertFails(Kind.ABORTED, () -> write(writer, "x"));
    assertThat(pauses).isEmpty();
  }

  @Test
  void anInterruptEndsTheWaiting() {
    failures = 1;
    StorageProvider interrupted =
        retrying(
            storage,
            duration -> {
              throw new InterruptedException();
            });
    failures = 3;
    assertFails(Kind.ABORTED, () -> interrupted.stat(KEY));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void pausesDoubleUpToTheLongestAndVary() {
    Backoff backoff = new Backoff(9, Duration.ofMillis(100), Duration.ofSeconds(1));
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.pause(1, random)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
      assertThat(backoff.pause(3, random))
          .isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
      assertThat(backoff.pause(8, random)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
  }

  private static StorageProvider retrying(StorageProvider storage, Pause pause) {
    return new RetryingStorage(
        storage, new Backoff(3, Duration.ofMillis(10), Duration.ofMillis(100)), pause);
  }

  /** Fails as often as {@code failures} says, whatever is called, then does it. */
  private StorageProvider failing(StorageProvider real) {
    return (StorageProvider)
        Proxy.newProxyInstance(
            StorageProvider.class.getClassLoader(),
            new Class<?>[] {StorageProvider.class},
            (proxy, method, args) -> {
              if (failures > 0) {
                failures--;
                throw new StorageException(kind, "planted");
              }
              try {
                return method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
