package io.dumpwarden.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Design rule 8: a local storage is recognised, not assumed. */
class MarkerTest {

  private static final ObjectKey KEY = new ObjectKey("a/b");

  @TempDir Path temp;

  @Test
  void everyOperationNeedsTheMarker() throws IOException {
    Path root = temp.resolve("s");
    LocalStorage.initialise(root, "one");
    try (LocalStorage storage = storage(root, "one")) {
      put(storage);
      StorageWriter writer = storage.open(KEY, OptionalLong.empty());
      Files.delete(root.resolve(Marker.NAME));
      everyOperation(storage, writer.pending()).forEach(MarkerTest::assertNotRecognised);
      assertNotRecognised(writer::commit);
      assertThat(root.resolve("a/b")).exists();
    }
  }

  @Test
  void anotherStoragesMarkerIsNotOurs() throws IOException {
    Path root = temp.resolve("s");
    LocalStorage.initialise(root, "one");
    try (LocalStorage one = storage(root, "one");
        LocalStorage two = storage(root, "two")) {
      put(one);
      PendingWrite pending = one.open(KEY, OptionalLong.empty()).pending();
      everyOperation(two, pending).forEach(MarkerTest::assertNotRecognised);
      assertThat(one.stat(KEY)).isPresent();
      assertThat(one.pendingWrites("")).hasSize(1);
    }
  }

  @Test
  void anUnmountedDiskIsNotRecognised() {
    try (LocalStorage storage = storage(temp.resolve("nowhere"), "one")) {
      assertNotRecognised(storage::check);
      assertNotRecognised(() -> storage.open(KEY, OptionalLong.empty()));
      assertThat(temp.resolve("nowhere")).doesNotExist();
    }
  }

  @Test
  void initialisingIsDoneOnce() throws IOException {
    Path root = temp.resolve("deep/er/s");
    LocalStorage.initialise(root, "one");
    LocalStorage.initialise(root, "one");
    assertNotRecognised(() -> LocalStorage.initialise(root, "two"));
    assertThat(Files.readString(root.resolve(Marker.NAME))).isEqualTo("one\n");
  }

  @Test
  void aFolderOfOtherThingsIsRefused() throws IOException {
    Files.createDirectory(temp.resolve("lost+found"));
    Files.createDirectory(temp.resolve("photos"));
    assertNotRecognised(() -> LocalStorage.initialise(temp, "one"));
    Files.delete(temp.resolve("photos"));
    LocalStorage.initialise(temp, "one");
  }

  private static LocalStorage storage(Path root, String id) {
    return new LocalStorage(new LocalSettings(root, id), InstantSource.system());
  }

  private static List<ThrowingCallable> everyOperation(LocalStorage storage, PendingWrite pending) {
    return List.of(
        storage::check,
        storage::freeBytes,
        () -> storage.open(KEY, OptionalLong.empty()),
        () -> storage.stat(KEY),
        () -> storage.read(KEY, 0),
        () -> storage.list("").toList(),
        () -> storage.delete(KEY),
        () -> storage.pendingWrites(""),
        () -> storage.discard(pending));
  }

  private static void put(LocalStorage storage) {
    try (StorageWriter writer = storage.open(KEY, OptionalLong.empty())) {
      writer.commit();
    }
  }

  private static void assertNotRecognised(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_RECOGNISED));
  }
}
