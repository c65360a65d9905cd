package io.dumpwarden.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a storage promises: each sentence of {@link StorageProvider}, for every provider alike. */
public abstract class StorageProviderContract {

  protected static final ObjectKey KEY = new ObjectKey("db1/daily/shop/shop_1.sql.zst");

  protected StorageProvider storage;

  /** A new and empty storage, the contract's to close. */
  protected abstract StorageProvider create() throws Exception;

  /** Test servers that put something around names take less. */
  protected int longestName() {
    return 255;
  }

  /** Whether the storage hands bytes out itself. */
  protected boolean givesLinks() {
    return false;
  }

  @BeforeEach
  protected void start() throws Exception {
    storage = create();
  }

  @AfterEach
  protected void stop() throws Exception {
    storage.close();
  }

  @Test
  void checkPassesAndTheLocationIsShown() {
    storage.check();
    assertThat(storage.location()).contains(":");
  }

  @Test
  void aLinkGivesTheBytesWhereTheStorageHasLinks() throws Exception {
    put(KEY, "linked");
    Optional<URI> link = storage.link(KEY, Duration.ofMinutes(1));
    assertThat(link.isPresent()).isEqualTo(givesLinks());
    if (link.isPresent()) {
      HttpRequest get = HttpRequest.newBuilder(link.get()).build();
      // as downloads are fetched; not every store takes the wish for HTTP/2
      HttpClient plain = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      assertThat(plain.send(get, BodyHandlers.ofString()))
          .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200))
          .satisfies(answer -> assertThat(answer.body()).isEqualTo("linked"));
    }
  }

  @Test
  void nothingIsSeenBeforeTheCommit() {
    try (StorageWriter writer = open(KEY)) {
      write(writer, "half");
      assertThat(storage.stat(KEY)).isEmpty();
      assertThat(keys("")).isEmpty();
      assertFails(Kind.MISSING, () -> storage.read(KEY, 0));
    }
  }

  @Test
  void aCommitMakesTheObject() throws IOException {
    Instant before = Instant.now().minusSeconds(5);
    StoredObject committed = put(KEY, "whole");
    assertThat(committed.key()).isEqualTo(KEY);
    assertThat(committed.bytes()).isEqualTo(5);
    assertThat(committed.modifiedAt()).isBetween(before, Instant.now().plusSeconds(5));
    assertThat(storage.stat(KEY)).map(StoredObject::bytes).contains(5L);
    assertThat(text(KEY, 0)).isEqualTo("whole");
    assertThat(storage.pendingWrites("")).isEmpty();
  }

  @Test
  void aWriteIsPendingFromItsStart() {
    try (StorageWriter writer = open(KEY)) {
      assertThat(writer.pending().key()).isEqualTo(KEY);
      assertThat(storage.pendingWrites(""))
          .singleElement()
          .satisfies(
              found -> {
                assertThat(found.key()).isEqualTo(KEY);
                assertThat(found.uploadId()).isEqualTo(writer.pending().uploadId());
                assertThat(found.startedAt())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
              });
      assertThat(storage.pendingWrites("db1/daily/")).hasSize(1);
      assertThat(storage.pendingWrites("db1/daily/sh")).hasSize(1);
      assertThat(storage.pendingWrites("db2/")).isEmpty();
    }
  }

  @Test
  void anAbortLeavesNothing() {
    StorageWriter writer = open(KEY);
    write(writer, "half");
    writer.abort();
    writer.abort();
    assertNothingStays();
    assertFails(Kind.ABORTED, () -> write(writer, "more"));
    assertFails(Kind.ABORTED, writer::commit);
    assertNothingStays();
  }

  @Test
  void aCloseWithoutCommitAborts() {
    try (StorageWriter writer = open(KEY)) {
      write(writer, "half");
    }
    assertNothingStays();
  }

  @Test
  void anAbortWorksOnAnInterruptedThread() {
    StorageWriter writer = open(KEY);
    write(writer, "half");
    Thread.currentThread().interrupt();
    try {
      writer.abort();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertNothingStays();
  }

  @Test
  void anAbortAfterTheCommitDoesNothing() throws IOException {
    StorageWriter writer = open(KEY);
    write(writer, "whole");
    writer.commit();
    writer.abort();
    writer.close();
    assertThat(text(KEY, 0)).isEqualTo("whole");
    assertFails(Kind.INVALID, () -> write(writer, "more"));
    assertFails(Kind.INVALID, writer::commit);
    assertThat(text(KEY, 0)).isEqualTo("whole");
  }

  @Test
  void aCommitReplacesAnOlderObject() throws IOException {
    put(KEY, "the older one");
    try (StorageWriter writer = open(KEY)) {
      write(writer, "newer");
      assertThat(text(KEY, 0)).isEqualTo("the older one");
      writer.commit();
    }
    assertThat(text(KEY, 0)).isEqualTo("newer");
    assertThat(keys("")).containsExactly(KEY);
  }

  @Test
  protected void anAbortLeavesAnOlderObjectAlone() throws IOException {
    put(KEY, "the older one");
    open(KEY).abort();
    assertThat(text(KEY, 0)).isEqualTo("the older one");
  }

  @Test
  void twoWritersOfOneKeyDoNotMix() throws IOException {
    try (StorageWriter one = open(KEY);
        StorageWriter two = open(KEY)) {
      write(one, "one");
      write(two, "two and more");
      assertThat(storage.pendingWrites("")).hasSize(2);
      two.commit();
      one.commit();
    }
    assertThat(text(KEY, 0)).isEqualTo("one");
  }

  @Test
  void anEmptyObjectIsAnObject() throws IOException {
    assertThat(put(KEY, "").bytes()).isZero();
    assertThat(storage.stat(KEY)).map(StoredObject::bytes).contains(0L);
    assertThat(text(KEY, 0)).isEmpty();
  }

  @Test
  void manyBytesComeBackAsTheyWere() throws IOException {
    byte[] bytes = new byte[12_345_678];
    new Random(1).nextBytes(bytes);
    try (StorageWriter writer = storage.open(KEY, OptionalLong.of(bytes.length))) {
      byte[] reused = new byte[100_003];
      for (int at = 0; at < bytes.length; at += reused.length) {
        int length = Math.min(reused.length, bytes.length - at);
        System.arraycopy(bytes, at, reused, 1, length - 1);
        reused[0] = bytes[at];
        System.arraycopy(bytes, at, reused, 0, length);
        writer.write(reused, 0, length);
      }
      assertThat(writer.commit().bytes()).isEqualTo(bytes.length);
    }
    try (InputStream in = storage.read(KEY, 0)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void onlyTheNamedRangeIsWritten() throws IOException {
    try (StorageWriter writer = open(KEY)) {
      writer.write("..abc..".getBytes(UTF_8), 2, 3);
      writer.write(new byte[0], 0, 0);
      writer.commit();
    }
    assertThat(text(KEY, 0)).isEqualTo("abc");
  }

  @Test
  void readingStartsWhereAsked() throws IOException {
    put(KEY, "0123456789");
    assertThat(text(KEY, 4)).isEqualTo("456789");
    assertThat(text(KEY, 10)).isEmpty();
    assertFails(Kind.INVALID, () -> storage.read(KEY, 11));
    assertFails(Kind.INVALID, () -> storage.read(KEY, -1));
    for (String range : List.of("0 4 0123", "2 3 234", "9 1 9", "8 50 89", "10 5 ", "3 0 ")) {
      String[] part = range.split(" ", 3);
      try (InputStream in = storage.read(KEY, Long.parseLong(part[0]), Long.parseLong(part[1]))) {
        assertThat(in.readAllBytes()).as(range).asString(UTF_8).isEqualTo(part[2]);
      }
    }
    assertFails(Kind.INVALID, () -> storage.read(KEY, 11, 1));
    assertFails(Kind.INVALID, () -> storage.read(KEY, -1, 1));
    assertFails(Kind.MISSING, () -> storage.read(KEY.withSuffix(".not"), 0, 1));
  }

  @Test
  void whatIsMissingIsMissing() {
    assertThat(storage.stat(KEY)).isEmpty();
    assertFails(Kind.MISSING, () -> storage.read(KEY, 0));
    storage.delete(KEY);
    PendingWrite gone = open(KEY).pending();
    storage.discard(gone);
    storage.discard(gone);
    assertNothingStays();
  }

  @Test
  void aDeletedObjectIsGone() {
    put(KEY, "x");
    ObjectKey other = KEY.withSuffix(".meta.json");
    put(other, "{}");
    storage.delete(KEY);
    assertThat(storage.stat(KEY)).isEmpty();
    assertThat(keys("")).containsExactly(other);
  }

  @Test
  void whatNobodyLockedHasNoLockAndGoesAtOnce() {
    assertThat(put(KEY, "x").lock()).isNull();
    put(KEY, "y");
    assertThat(storage.stat(KEY)).map(found -> found.lock() == null).contains(true);
    storage.delete(KEY);
    storage.delete(KEY);
    assertNothingStays();
  }

  @Test
  void aDiscardedWriteNeverBecomesAnObject() {
    StorageWriter writer = open(KEY);
    write(writer, "half");
    storage.discard(storage.pendingWrites("").get(0));
    assertThat(storage.pendingWrites("")).isEmpty();
    assertThatThrownBy(writer::commit).isInstanceOf(StorageException.class);
    assertNothingStays();
  }

  @Test
  void listingIsByPrefix() {
    List.of("a/1", "a/2", "ab/1", "b/1").forEach(key -> put(new ObjectKey(key), key));
    assertThat(keys(""))
        .extracting(ObjectKey::value)
        .containsExactlyInAnyOrder("a/1", "a/2", "ab/1", "b/1");
    assertThat(keys("a/")).extracting(ObjectKey::value).containsExactlyInAnyOrder("a/1", "a/2");
    assertThat(keys("a"))
        .extracting(ObjectKey::value)
        .containsExactlyInAnyOrder("a/1", "a/2", "ab/1");
    assertThat(keys("c/")).isEmpty();
    try (Stream<StoredObject> listed = storage.list("b/")) {
      assertThat(listed).extracting(StoredObject::bytes).containsExactly(3L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%2e%2e/%2F",
        "-rf/--help",
        "~root/~",
        ".hidden/..x",
        "a/x.partial",
        "=+@,/%",
        "a..b/...",
        "%"
      })
  void hostileKeysAreJustKeys(String value) throws IOException {
    ObjectKey key = new ObjectKey(value);
    put(key, value);
    assertThat(keys("")).containsExactly(key);
    assertThat(text(key, 0)).isEqualTo(value);
    try (StorageWriter writer = open(key)) {
      assertThat(storage.pendingWrites("")).extracting(PendingWrite::key).containsExactly(key);
      assertThat(writer.pending().key()).isEqualTo(key);
    }
    storage.delete(key);
    assertNothingStays();
  }

  @Test
  void theLongestNamesWork() throws IOException {
    ObjectKey key = ObjectKey.of("s".repeat(longestName()), "n".repeat(longestName()));
    put(key, "long");
    assertThat(text(key, 0)).isEqualTo("long");
    try (StorageWriter writer = open(key)) {
      assertThat(storage.pendingWrites("")).extracting(PendingWrite::key).containsExactly(key);
      storage.discard(writer.pending());
    }
    storage.delete(key);
    assertNothingStays();
  }

  @Test
  void aClosedStorageFailsItsOpenWriters() {
    StorageWriter writer = open(KEY);
    storage.close();
    assertThatThrownBy(() -> write(writer, "x")).isInstanceOf(StorageException.class);
    assertThatThrownBy(writer::commit).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> storage.stat(KEY)).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> open(KEY)).isInstanceOf(StorageException.class);
    storage.close();
  }

  protected final StorageWriter open(ObjectKey key) {
    return storage.open(key, OptionalLong.empty());
  }

  protected final StoredObject put(ObjectKey key, String text) {
    try (StorageWriter writer = open(key)) {
      write(writer, text);
      return writer.commit();
    }
  }

  protected static void write(StorageWriter writer, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    writer.write(bytes, 0, bytes.length);
  }

  protected final String text(ObjectKey key, long offset) throws IOException {
    try (InputStream in = storage.read(key, offset)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  protected final List<ObjectKey> keys(String prefix) {
    try (Stream<StoredObject> listed = storage.list(prefix)) {
      return listed.map(StoredObject::key).toList();
    }
  }

  protected final void assertNothingStays() {
    assertThat(storage.stat(KEY)).isEqualTo(Optional.empty());
    assertThat(keys("")).isEmpty();
    assertThat(storage.pendingWrites("")).isEmpty();
  }

  protected static void assertFails(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
