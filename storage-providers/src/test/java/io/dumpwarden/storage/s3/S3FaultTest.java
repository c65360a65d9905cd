package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.storage.FaultyS3;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.S3Fault;
import io.dumpwarden.storage.S3Fault.Operation;
import io.dumpwarden.storage.S3ProxyServer;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An S3 server that refuses, breaks off, hangs or is gone: honest failures, and nothing stays. */
@Timeout(60)
class S3FaultTest {

  private static final ObjectKey KEY = new ObjectKey("db1/x.sql");
  private static final byte[] BYTES = new byte[18_000_000]; // four parts of 5 MiB

  private static S3ProxyServer server;

  @TempDir Path spool;
  private FaultyS3 faulty;
  private S3Storage storage;
  private S3Storage direct;

  @BeforeAll
  static void startServer() throws Exception {
    new Random(7).nextBytes(BYTES);
    server = S3ProxyServer.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void start() throws IOException {
    faulty = FaultyS3.before(server);
    S3Settings settings = server.settings(faulty.endpoint(), spool);
    PartLimits small = new PartLimits(PartLimits.MIN_PART, 1_000, 1L << 32);
    S3Transfer quick =
        settings
            .transfer()
            .withParts(small)
            .withTimeouts(new S3Timeouts(Duration.ofSeconds(1), 100_000_000));
    storage = new S3Storage(settings.withTransfer(quick), InstantSource.system());
    direct = new S3Storage(server.settings(spool), InstantSource.system());
  }

  @AfterEach
  void stop() throws IOException {
    faulty.heal();
    storage.close();
    direct.delete(KEY);
    direct.close();
    faulty.close();
  }

  @Test
  void aPartRefusedOnceIsSentAgain() throws IOException {
    faulty.plant(Operation.UPLOAD_PART, 2, 1, new S3Fault.Refuse(503, "SlowDown"));
    assertThat(writeAll().bytes()).isEqualTo(BYTES.length);
    assertThat(faulty.count(Operation.UPLOAD_PART)).isEqualTo(5);
    assertStoredAsWritten();
  }

  @Test
  void aPartCutOffOnceIsSentAgain() throws IOException {
    faulty.plant(Operation.UPLOAD_PART, 3, 1, new S3Fault.Cut(1_000_000));
    writeAll();
    assertStoredAsWritten();
  }

  @Test
  void aPartThatHangsOnceIsSentAgain() throws IOException {
    faulty.plant(Operation.UPLOAD_PART, 1, 1, new S3Fault.Hang());
    writeAll();
    assertStoredAsWritten();
  }

  @Test
  void aPartRefusedAlwaysFailsTheWrite() {
    faulty.plant(Operation.UPLOAD_PART, new S3Fault.Refuse(503, "ServiceUnavailable"));
    assertFailsAndLeavesNothing(Kind.UNAVAILABLE);
  }

  @Test
  void aPartDeniedIsNotSentAgain() {
    faulty.plant(Operation.UPLOAD_PART, 2, 1, new S3Fault.Refuse(403, "AccessDenied"));
    assertFailsAndLeavesNothing(Kind.DENIED);
  }

  @Test
  void aFullServiceIsFull() {
    faulty.plant(Operation.UPLOAD_PART, new S3Fault.Refuse(507, "InsufficientStorage"));
    assertFailsAndLeavesNothing(Kind.FULL);
  }

  @Test
  void aQuotaIsFullWhateverItsStatus() {
    faulty.plant(Operation.UPLOAD_PART, new S3Fault.Refuse(403, "QuotaExceeded"));
    assertFailsAndLeavesNothing(Kind.FULL);
  }

  @Test
  void anUploadThatIsGoneFailsTheWrite() {
    StorageWriter writer = storage.open(KEY, OptionalLong.empty());
    direct.discard(writer.pending());
    assertFails(Kind.UNAVAILABLE, () -> finish(writer));
    assertNothingStays();
  }

  @Test
  void aServerThatVanishesFailsTheWriteInTime() {
    StorageWriter writer = storage.open(KEY, OptionalLong.empty());
    writer.write(BYTES, 0, 6_000_000);
    faulty.vanish();
    assertFails(Kind.UNAVAILABLE, () -> endless(writer));
    writer.abort();
    assertThat(direct.stat(KEY)).isEmpty();
    assertThat(direct.pendingWrites(""))
        .extracting(PendingWrite::uploadId)
        .containsExactly(writer.pending().uploadId());
    faulty.heal();
    storage.discard(writer.pending());
    assertNothingStays();
  }

  @Test
  void anAbortFromAnotherThreadFreesAWriteThatHangs() {
    faulty.plant(Operation.UPLOAD_PART, new S3Fault.Hang());
    StorageWriter writer = storage.open(KEY, OptionalLong.empty());
    CompletableFuture<Void> hanging = CompletableFuture.runAsync(() -> endless(writer));
    await().until(() -> faulty.count(Operation.UPLOAD_PART) >= 4);
    long start = System.nanoTime();
    writer.abort();
    assertThatThrownBy(hanging::join)
        .cause()
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ABORTED));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertNothingStays();
  }

  /** The abort may come at any point of the write. */
  @RepeatedTest(10)
  void anAbortThatRacesAWriteEndsItAsAborted(RepetitionInfo round) {
    StorageWriter writer = storage.open(KEY, OptionalLong.empty());
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> endless(writer));
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> faulty.count(Operation.UPLOAD_PART) >= round.getCurrentRepetition());
    writer.abort();
    assertThatThrownBy(writing::join)
        .cause()
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ABORTED));
    assertNothingStays();
  }

  @Test
  void anInterruptedWriterFailsAndCanStillAbort() {
    StorageWriter writer = storage.open(KEY, OptionalLong.empty());
    writer.write(BYTES, 0, 6_000_000);
    Thread.currentThread().interrupt();
    try {
      assertFails(Kind.ABORTED, () -> finish(writer));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertNothingStays();
  }

  @Test
  void aCompletionRefusedFailsTheCommit() {
    faulty.plant(Operation.COMPLETE_UPLOAD, new S3Fault.Refuse(500, "InternalError"));
    assertFailsAndLeavesNothing(Kind.UNAVAILABLE);
  }

  @Test
  void aCompletionWhoseAnswerIsLostIsACompletion() throws IOException {
    faulty.plant(Operation.COMPLETE_UPLOAD, 1, 1, new S3Fault.LoseAnswer());
    assertThat(writeAll().bytes()).isEqualTo(BYTES.length);
    assertStoredAsWritten();
  }

  @Test
  void anObjectOfAnotherSizeIsNoSuccess() {
    faulty.plant(
        Operation.HEAD_OBJECT,
        new S3Fault.Answer(
            """
            HTTP/1.1 200 OK\r
            Content-Length: 17999999\r
            Last-Modified: Fri, 20 Nov 2026 12:00:00 GMT\r
            Connection: close\r
            \r
            """));
    assertFailsAndLeavesNothing(Kind.CORRUPT);
  }

  @Test
  void closingAReadEarlyDoesNotReadTheRest() throws IOException {
    writeAll();
    try (InputStream in = storage.read(KEY, 5)) {
      assertThat(in.read()).isEqualTo(BYTES[5] & 0xff);
    }
    assertStoredAsWritten();
  }

  /** A restore may take its time; the timeout is the service's, not the reader's. */
  @Test
  void aSlowReaderIsNotCutOff() throws IOException {
    writeAll();
    try (InputStream in = storage.read(KEY, 0)) {
      byte[] begin = in.readNBytes(1_000_000);
      await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
      assertThat(begin.length + in.readAllBytes().length).isEqualTo(BYTES.length);
    }
  }

  @Test
  void aReadCutOffIsNotAnEnd() throws IOException {
    writeAll();
    faulty.plant(
        Operation.READ_OBJECT,
        new S3Fault.Answer(
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nabc"));
    try (InputStream in = storage.read(KEY, 0)) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aServerThatHangsHoldsAShortCallForTwoTimeoutsOnly() {
    faulty.vanish();
    long start = System.nanoTime();
    assertFails(Kind.UNAVAILABLE, () -> storage.stat(KEY));
    // four attempts of a second each would take longer
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(3_700));
  }

  @Test
  void anEndpointOutOfReachSaysSo() throws IOException {
    faulty.close();
    assertThatThrownBy(storage::check)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessageContaining(faulty.endpoint().toString())
        .hasMessageContaining("cannot be reached");
  }

  private StoredObject writeAll() {
    return finish(storage.open(KEY, OptionalLong.empty()));
  }

  private static StoredObject finish(StorageWriter writer) {
    try (writer) {
      for (int at = 0; at < BYTES.length; at += 100_000) {
        writer.write(BYTES, at, 100_000);
      }
      return writer.commit();
    }
  }

  private static void endless(StorageWriter writer) {
    while (true) {
      writer.write(BYTES, 0, 1_000_000);
    }
  }

  private void assertFailsAndLeavesNothing(Kind kind) {
    assertFails(kind, this::writeAll);
    assertNothingStays();
  }

  private void assertNothingStays() {
    assertThat(direct.stat(KEY)).isEmpty();
    await().untilAsserted(() -> assertThat(direct.pendingWrites("")).isEmpty());
  }

  private void assertStoredAsWritten() throws IOException {
    try (InputStream in = direct.read(KEY, 0)) {
      assertThat(in.readAllBytes()).isEqualTo(BYTES);
    }
    assertThat(direct.pendingWrites("")).isEmpty();
  }

  private static void assertFails(Kind kind, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
