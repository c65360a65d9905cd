package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.FaultyS3;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.S3Fault;
import io.dumpwarden.storage.S3Fault.Operation;
import io.dumpwarden.storage.S3ProxyServer;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Design rule 3: an upload's memory is bounded, and what does not fit passes through one file. */
class S3MemoryTest {

  private static final ObjectKey KEY = new ObjectKey("db1/large.sql");
  private static final long MIB = 1L << 20;

  private static S3ProxyServer server;

  @TempDir Path spool;

  @BeforeAll
  static void startServer() throws Exception {
    server = S3ProxyServer.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @Test
  void aHundredMegabytesTakeFourPartsOfMemory() throws Exception {
    S3Settings settings = server.settings(spool);
    try (S3Storage storage = new S3Storage(settings, InstantSource.system())) {
      S3Writer writer = (S3Writer) storage.open(KEY, OptionalLong.of(100 * MIB));
      byte[] digest = write(writer, 100);
      assertThat(writer.commit().bytes()).isEqualTo(100 * MIB);
      assertThat(writer.memoryBytes()).isBetween(8 * MIB, 4 * 8 * MIB);
      assertThat(digestOf(storage)).isEqualTo(digest);
    }
  }

  @Test
  void theMemoryAllowedHoldsWhenPartsOutgrowTheirShareOfIt() throws Exception {
    S3Settings settings = server.settings(spool);
    S3Settings tight = settings.withTransfer(settings.transfer().withMemoryBytes(9 * MIB));
    try (S3Storage storage = new S3Storage(tight, InstantSource.system())) {
      S3Writer writer = (S3Writer) storage.open(KEY, OptionalLong.of(30 * MIB));
      byte[] digest = write(writer, 30);
      writer.commit();
      assertThat(writer.memoryBytes()).isLessThanOrEqualTo(9 * MIB);
      assertThat(digestOf(storage)).isEqualTo(digest);
    }
  }

  @Test
  void partsLargerThanTheMemoryPassThroughOneFileAtATime() throws Exception {
    S3Settings settings = server.settings(spool);
    S3Settings tiny = settings.withTransfer(settings.transfer().withMemoryBytes(1_000_000));
    try (S3Storage storage = new S3Storage(tiny, InstantSource.system())) {
      S3Writer writer = (S3Writer) storage.open(KEY, OptionalLong.of(30 * MIB));
      byte[] digest = write(writer, 30);
      writer.commit();
      assertThat(writer.memoryBytes()).isZero();
      assertThat(digestOf(storage)).isEqualTo(digest);
    }
    assertThat(spooled()).isEmpty();
  }

  @Test
  void allUploadsTogetherKeepToTheBudgetTheyShare() throws Exception {
    PartBudget budget = new PartBudget(40 * MIB);
    S3Settings settings = server.settings(spool);
    try (S3Storage one = new S3Storage(settings, InstantSource.system(), budget);
        S3Storage two = new S3Storage(settings, InstantSource.system(), budget)) {
      S3Writer first = (S3Writer) one.open(KEY, OptionalLong.of(30 * MIB));
      S3Writer second =
          (S3Writer) two.open(new ObjectKey("db1/second.sql"), OptionalLong.of(30 * MIB));
      byte[] digest = write(first, 30);
      write(second, 30);
      first.commit();
      second.abort();
      assertThat(first.memoryBytes()).isPositive();
      assertThat(first.memoryBytes() + second.memoryBytes()).isLessThanOrEqualTo(40 * MIB);
      assertThat(digestOf(one)).isEqualTo(digest);
    }
    assertThat(budget.freeBytes()).isEqualTo(40 * MIB);
    assertThat(spooled()).isEmpty();
  }

  @Test
  void aSpooledPartIsSentAgainFromItsStart() throws Exception {
    try (FaultyS3 faulty = FaultyS3.before(server)) {
      faulty.plant(Operation.UPLOAD_PART, 1, 1, new S3Fault.Cut(3_000_000));
      S3Settings settings = server.settings(faulty.endpoint(), spool);
      S3Settings tiny = settings.withTransfer(settings.transfer().withMemoryBytes(0));
      try (S3Storage storage = new S3Storage(tiny, InstantSource.system())) {
        StorageWriter writer = storage.open(KEY, OptionalLong.of(12 * MIB));
        byte[] digest = write(writer, 12);
        writer.commit();
        assertThat(faulty.count(Operation.UPLOAD_PART)).isEqualTo(3);
        assertThat(digestOf(storage)).isEqualTo(digest);
      }
    }
  }

  @Test
  void anAbortLeavesNoSpooledPart() throws Exception {
    S3Settings settings = server.settings(spool);
    S3Settings tiny = settings.withTransfer(settings.transfer().withMemoryBytes(0));
    try (S3Storage storage = new S3Storage(tiny, InstantSource.system())) {
      StorageWriter writer = storage.open(KEY, OptionalLong.empty());
      write(writer, 10);
      writer.abort();
      assertThat(storage.pendingWrites("")).isEmpty();
    }
    assertThat(spooled()).isEmpty();
  }

  @Test
  void anObjectLargerThanTheLimitIsRefused() {
    ObjectKey key = new ObjectKey("db1/limited.sql");
    S3Settings settings = server.settings(spool);
    PartLimits six = new PartLimits(PartLimits.MIN_PART, 2, 6 * MIB);
    S3Settings limited = settings.withTransfer(settings.transfer().withParts(six));
    try (S3Storage storage = new S3Storage(limited, InstantSource.system());
        StorageWriter writer = storage.open(key, OptionalLong.empty())) {
      writer.write(new byte[6 << 20], 0, 6 << 20);
      assertThatThrownBy(() -> writer.write(new byte[1], 0, 1))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
          .hasMessageContaining("6291456");
      // what fitted is not the object
      assertThatThrownBy(writer::commit).hasMessageContaining("6291456");
      assertThat(storage.stat(key)).isEmpty();
      assertThat(storage.pendingWrites("")).isEmpty();
      assertThatThrownBy(() -> storage.open(key, OptionalLong.of(7 * MIB)))
          .isInstanceOf(StorageException.class);
    }
  }

  private Iterable<Path> spooled() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      return files.toList();
    }
  }

  private static byte[] write(StorageWriter writer, int mebibytes) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Random random = new Random(mebibytes);
    byte[] chunk = new byte[1 << 20];
    for (int i = 0; i < mebibytes; i++) {
      random.nextBytes(chunk);
      digest.update(chunk);
      writer.write(chunk, 0, chunk.length);
    }
    return digest.digest();
  }

  private static byte[] digestOf(S3Storage storage) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(storage.read(KEY, 0), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return digest.digest();
  }
}
