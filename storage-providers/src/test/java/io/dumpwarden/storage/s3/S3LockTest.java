package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.FaultyS3;
import io.dumpwarden.storage.LockedException;
import io.dumpwarden.storage.LockingS3;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.ObjectLock;
import io.dumpwarden.storage.S3Fault.Operation;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import io.dumpwarden.storage.s3.S3Policy.Lock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Object lock, and versions, which come with it. Locks last three days here. */
class S3LockTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final Instant AT = Instant.parse("2100-01-01T00:00:00Z");
  private static final Duration DAYS = Duration.ofDays(3);

  private static LockingS3 server;

  @TempDir Path spool;
  private final ObjectKey key = new ObjectKey("db1/shop_" + System.nanoTime() + ".sql");

  @BeforeAll
  static void startServer() throws Exception {
    server = LockingS3.start(CLOCK);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void now() {
    server.setClock(CLOCK);
  }

  @Test
  void anUploadIsLockedAndSaysUntilWhen() {
    try (S3Storage storage = locking()) {
      Instant before = CLOCK.instant();

      StoredObject stored = put(storage, "whole");

      ObjectLock lock = stored.lock();
      assertThat(lock.until())
          .isBetween(before.plus(DAYS).minusSeconds(1), CLOCK.instant().plus(DAYS));
      assertThat(lock.legalHold()).isFalse();
      assertThat(storage.stat(key)).map(StoredObject::lock).contains(lock);
    }
  }

  @Test
  void alsoAnUploadOfManyPartsIs() {
    try (S3Storage storage = locking();
        StorageWriter writer = storage.open(key, OptionalLong.empty())) {
      byte[] bytes = new byte[12 << 20];
      writer.write(bytes, 0, bytes.length);

      assertThat(writer.commit().lock()).isNotNull();
    }
  }

  @Test
  void modeAndEndAreAskedForAndEachPartBringsItsChecksum() throws Exception {
    try (FaultyS3 wire = FaultyS3.before(server);
        S3Storage storage =
            new S3Storage(
                server.settings(wire.endpoint(), spool).withPolicy(settings().policy()),
                InstantSource.fixed(AT))) {
      put(storage, "x");

      assertThat(wire.header(Operation.BEGIN_UPLOAD, "x-amz-object-lock-mode"))
          .contains("COMPLIANCE");
      assertThat(wire.header(Operation.BEGIN_UPLOAD, "x-amz-object-lock-retain-until-date"))
          .contains(AT.plus(DAYS).toString());
      assertThat(wire.header(Operation.UPLOAD_PART, "x-amz-sdk-checksum-algorithm"))
          .contains("CRC32");
      assertThat(wire.header(Operation.UPLOAD_PART, "x-amz-checksum-crc32")).isPresent();
    }
  }

  @Test
  void whatIsLockedStaysUntilTheEndAndThenGoesForGood() {
    try (S3Storage storage = locking()) {
      Instant until = put(storage, "whole").lock().until();

      assertThatThrownBy(() -> storage.delete(key))
          .isInstanceOfSatisfying(
              LockedException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(Kind.LOCKED);
                assertThat(e.lock()).isEqualTo(new ObjectLock(until, false));
                assertThat(e).hasMessageContaining("locked until " + until);
              });
      assertThat(storage.stat(key)).as("no delete marker hides it").isPresent();

      server.setClock(InstantSource.offset(CLOCK, DAYS.plusMinutes(1)));
      storage.delete(key);

      assertThat(storage.stat(key)).isEmpty();
      assertThat(versions()).as("nothing takes up room").isZero();
    }
  }

  @Test
  void whatALegalHoldKeepsStaysUntilItIsLifted() {
    try (S3Storage storage = plain()) {
      put(storage, "whole");
      String version = version();
      server.hold(fullKey(), version, true);

      assertThat(storage.stat(key)).map(StoredObject::lock).contains(new ObjectLock(null, true));
      assertThatThrownBy(() -> storage.delete(key))
          .isInstanceOf(LockedException.class)
          .hasMessageContaining("under legal hold");
      server.hold(fullKey(), version, false);
      storage.delete(key);

      assertThat(versions()).isZero();
    }
  }

  @Test
  void deletingInABucketWithVersionsFreesTheRoom() {
    try (S3Storage storage = plain()) {
      put(storage, "first");
      put(storage, "second");
      assertThat(versions()).isEqualTo(2);

      storage.delete(key);

      assertThat(versions()).isZero();
      assertThat(storage.stat(key)).isEmpty();
      storage.delete(key);
      assertThat(versions()).as("no marker for what is not there").isZero();
    }
  }

  @Test
  void whatSomebodyElseHidIsMissingAndItsVersionsCanStillBeRemoved() {
    try (S3Storage storage = plain();
        S3Client client = server.client()) {
      put(storage, "whole");
      client.deleteObject(r -> r.bucket(server.bucket()).key(fullKey()));

      assertThat(storage.stat(key)).isEmpty();
      assertThatThrownBy(() -> storage.read(key, 0)).hasMessageContaining("no such object");
      assertThat(versions()).isEqualTo(2);
      storage.delete(key);

      assertThat(versions()).isZero();
    }
  }

  @Test
  void whatIsHiddenAndLockedIsLocked() {
    try (S3Storage storage = locking();
        S3Client client = server.client()) {
      put(storage, "whole");
      client.deleteObject(r -> r.bucket(server.bucket()).key(fullKey()));

      assertThat(storage.stat(key)).isEmpty();
      assertThatThrownBy(() -> storage.delete(key)).isInstanceOf(LockedException.class);
    }
  }

  @Test
  void aLockedObjectIsReplacedByANewVersion() throws IOException {
    try (S3Storage storage = locking()) {
      put(storage, "corrupt");
      put(storage, "repaired");

      try (var in = storage.read(key, 0)) {
        assertThat(new String(in.readAllBytes())).isEqualTo("repaired");
      }
      assertThat(versions()).isEqualTo(2);
      assertThatThrownBy(() -> storage.delete(key)).isInstanceOf(LockedException.class);
      server.setClock(InstantSource.offset(CLOCK, DAYS.plusMinutes(1)));
      storage.delete(key);
      assertThat(versions()).isZero();
    }
  }

  @Test
  void aNeighbourWhoseNameBeginsAlikeStays() {
    try (S3Storage storage = plain()) {
      put(storage, "dump");
      ObjectKey manifest = key.withSuffix(".meta.json");
      try (StorageWriter writer = storage.open(manifest, OptionalLong.empty())) {
        writer.commit();
      }

      storage.delete(key);

      assertThat(storage.stat(manifest)).isPresent();
    }
  }

  @Test
  void aBucketWithoutLocksIsSaidAtTheCheck() {
    S3Target target = new S3Target(server.endpoint(), "us-east-1", "backups", "", true);
    S3Settings other =
        new S3Settings(target, settings().access(), settings().policy(), settings().transfer());
    try (S3Storage storage = new S3Storage(other, CLOCK);
        S3Storage right = locking()) {
      right.check();
      assertThatThrownBy(storage::check)
          .hasMessageContaining("no object lock configuration")
          .hasMessageContaining("object_lock_mode");
    }
  }

  private S3Settings settings() {
    return server
        .settings(spool)
        .withPolicy(S3Policy.ofBucket().withLock(new Lock(Lock.Mode.COMPLIANCE, 3)));
  }

  private S3Storage locking() {
    return new S3Storage(settings(), CLOCK);
  }

  private S3Storage plain() {
    return new S3Storage(server.settings(spool), CLOCK);
  }

  private StoredObject put(StorageProvider storage, String text) {
    try (StorageWriter writer = storage.open(key, OptionalLong.empty())) {
      writer.write(text.getBytes(), 0, text.length());
      return writer.commit();
    }
  }

  private String fullKey() {
    return "team/prod/" + key;
  }

  private String version() {
    try (S3Client client = server.client()) {
      return client
          .listObjectVersions(r -> r.bucket(server.bucket()).prefix(fullKey()))
          .versions()
          .get(0)
          .versionId();
    }
  }

  /** Delete markers count too. */
  private int versions() {
    try (S3Client client = server.client()) {
      var all = client.listObjectVersions(r -> r.bucket(server.bucket()).prefix(fullKey()));
      return all.versions().size() + all.deleteMarkers().size();
    }
  }
}
