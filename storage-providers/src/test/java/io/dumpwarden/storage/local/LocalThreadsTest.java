package io.dumpwarden.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads on one folder. */
class LocalThreadsTest {

  @TempDir Path temp;
  private LocalStorage storage;

  @BeforeEach
  void start() {
    Path root = temp.resolve("s");
    LocalStorage.initialise(root, "one");
    storage = new LocalStorage(new LocalSettings(root, "one"), InstantSource.system());
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  @Test
  void writersOfOneKeyEachLeaveAWholeObject() {
    ObjectKey key = new ObjectKey("a/b");
    inParallel(
        thread -> {
          put(key, String.valueOf(thread).repeat(10_000 + thread));
          try (InputStream in = storage.read(key, 0)) {
            String text = new String(in.readAllBytes(), UTF_8);
            int author = Integer.parseInt(text.substring(0, 1));
            assertThat(text).isEqualTo(String.valueOf(author).repeat(10_000 + author));
          }
        });
    assertThat(storage.pendingWrites("")).isEmpty();
  }

  @Test
  void foldersComeAndGoUnderEverybodysFeet() {
    inParallel(
        thread -> {
          ObjectKey key = new ObjectKey("deep/er/folder/" + thread);
          put(key, "x");
          assertThat(storage.stat(key)).isPresent();
          try (var listed = storage.list("deep/")) {
            assertThat(listed.count()).isPositive();
          }
          storage.delete(key);
        });
    assertThat(temp.resolve("s/deep")).doesNotExist();
  }

  @Test
  void anAbortFromAnotherThreadEndsTheWrite() {
    StorageWriter writer = storage.open(new ObjectKey("a/b"), OptionalLong.empty());
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              byte[] bytes = new byte[4096];
              while (true) {
                writer.write(bytes, 0, bytes.length);
                started.countDown();
              }
            });
    assertThat(started).satisfies(CountDownLatch::await);
    writer.abort();
    assertThatThrownBy(writing::join)
        .cause()
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ABORTED));
    assertThat(storage.pendingWrites("")).isEmpty();
  }

  private interface Work {
    void by(int thread) throws Exception;
  }

  private static void inParallel(Work work) {
    CompletableFuture<?>[] all =
        IntStream.range(0, 8)
            .mapToObj(thread -> CompletableFuture.runAsync(() -> repeat(work, thread)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join();
  }

  private static void repeat(Work work, int thread) {
    for (int i = 0; i < 100; i++) {
      try {
        work.by(thread);
      } catch (Exception e) {
        throw new AssertionError("thread " + thread + ", round " + i, e);
      }
    }
  }

  private void put(ObjectKey key, String text) {
    try (StorageWriter writer = storage.open(key, OptionalLong.empty())) {
      byte[] bytes = text.getBytes(UTF_8);
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    }
  }
}
