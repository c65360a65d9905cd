package io.dumpwarden.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.StorageException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a storage that can lock objects promises besides {@link StorageProviderContract}. */
public abstract class LockContract {

  private static final Duration A_DAY = Duration.ofDays(1);

  private final ObjectKey key = new ObjectKey("locked/" + System.nanoTime() + ".sql");
  private final ObjectKey other = key.withSuffix(".meta.json");
  private StorageProvider storage;

  /** One that locks everything for a day. */
  protected abstract StorageProvider create();

  /** By which locks end. */
  protected abstract void setTime(Instant now);

  @BeforeEach
  void start() {
    setTime(Instant.now());
    storage = create();
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  @Test
  void aCommitAndALookTellTheLock() {
    Instant before = Instant.now().minusSeconds(2);
    ObjectLock told = put(key, "x").lock();

    assertThat(told).isNotNull();
    assertThat(told.until()).isBetween(before.plus(A_DAY), Instant.now().plus(A_DAY));
    assertThat(storage.stat(key)).map(StoredObject::lock).contains(told);
    assertThat(told.lastsAt(told.until().minusNanos(1))).isTrue();
    assertThat(told.lastsAt(told.until())).isFalse();
  }

  @Test
  void whatIsLockedIsNotRemovedAndIsAsItWas() throws Exception {
    ObjectLock lock = put(key, "whole").lock();

    assertThatThrownBy(() -> storage.delete(key))
        .isInstanceOfSatisfying(
            LockedException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.LOCKED);
              assertThat(e.kind().retryable()).isFalse();
              assertThat(e.lock()).isEqualTo(lock);
              assertThat(e).hasMessageContaining("locked until");
            });

    try (var in = storage.read(key, 0)) {
      assertThat(new String(in.readAllBytes())).isEqualTo("whole");
    }
  }

  @Test
  void afterItsEndItGoes() {
    put(key, "x");
    put(other, "y");
    setTime(Instant.now().plus(A_DAY).plusSeconds(60));

    storage.delete(key);

    assertThat(storage.stat(key)).isEmpty();
    assertThat(storage.stat(other)).isPresent();
  }

  @Test
  void anotherIsCommittedOverItAndBothAreKept() throws Exception {
    put(key, "older");
    put(key, "newer");

    try (var in = storage.read(key, 0)) {
      assertThat(new String(in.readAllBytes())).isEqualTo("newer");
    }
    assertThatThrownBy(() -> storage.delete(key)).isInstanceOf(LockedException.class);
    setTime(Instant.now().plus(A_DAY).plusSeconds(60));
    storage.delete(key);
    assertThat(storage.stat(key)).isEmpty();
  }

  private StoredObject put(ObjectKey at, String text) {
    try (StorageWriter writer = storage.open(at, OptionalLong.empty())) {
      writer.write(text.getBytes(), 0, text.length());
      return writer.commit();
    }
  }
}
