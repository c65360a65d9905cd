package io.dumpwarden.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageProviderContract;
import io.dumpwarden.storage.StorageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest extends StorageProviderContract {

  private static final String ID = "0192-test-storage";

  @TempDir Path temp;
  private Path root;

  @Override
  protected StorageProvider create() {
    root = temp.resolve("backups");
    LocalStorage.initialise(root, ID);
    return new LocalStorage(new LocalSettings(root, ID), InstantSource.system());
  }

  @Test
  void filesAndFoldersBelongToTheOwnerAlone() throws IOException {
    try (StorageWriter writer = open(KEY)) {
      assertThat(rights(root.resolve(writer.pending().uploadId()))).isEqualTo("rw-------");
      write(writer, "x");
      writer.commit();
    }
    assertThat(rights(root)).isEqualTo("rwx------");
    assertThat(rights(root.resolve("db1"))).isEqualTo("rwx------");
    assertThat(rights(root.resolve("db1/daily/shop"))).isEqualTo("rwx------");
    assertThat(rights(root.resolve(KEY.value()))).isEqualTo("rw-------");
    assertThat(rights(root.resolve(Marker.NAME))).isEqualTo("rw-------");
  }

  @Test
  void aDeleteTakesEmptiedFoldersAlongButNotTheRoot() {
    ObjectKey sibling = new ObjectKey("db1/other");
    put(sibling, "x");
    put(KEY, "x");
    storage.delete(KEY);
    assertThat(root.resolve("db1/daily")).doesNotExist();
    assertThat(root.resolve("db1")).exists();
    storage.delete(sibling);
    assertThat(root.resolve("db1")).doesNotExist();
    storage.check();
  }

  @Test
  void aDeadWriterLeavesOnlyAPartialFileWhichCanBeSwept() throws IOException {
    StorageWriter dead = open(KEY);
    write(dead, "half");
    assertThat(files()).singleElement().asString().endsWith(".partial");
    StorageProvider next = new LocalStorage(new LocalSettings(root, ID), InstantSource.system());
    List<PendingWrite> found = next.pendingWrites("db1/");
    assertThat(found).containsExactly(dead.pending());
    next.discard(found.get(0));
    assertThat(files()).isEmpty();
    assertThat(root.resolve("db1")).doesNotExist();
  }

  @Test
  void aFullOrBrokenCommitLeavesNothing() throws IOException {
    StorageWriter writer = open(KEY);
    write(writer, "half");
    Path partial = root.resolve(writer.pending().uploadId());
    Files.writeString(partial, "shorter or longer than what was written");
    assertFails(Kind.CORRUPT, writer::commit);
    assertThat(files()).isEmpty();
  }

  @Test
  void whatCannotFitIsRefusedEarly() throws IOException {
    long free = storage.freeBytes().orElseThrow();
    assertThat(free).isPositive();
    assertFails(Kind.FULL, () -> storage.open(KEY, OptionalLong.of(Long.MAX_VALUE)));
    assertThat(files()).isEmpty();
  }

  @Test
  void keptNamesAreRefused() {
    assertFails(Kind.INVALID, () -> open(new ObjectKey(Marker.NAME)));
    assertFails(Kind.INVALID, () -> storage.delete(new ObjectKey(Marker.NAME)));
    ObjectKey partial = new ObjectKey("a/" + PartialName.relative("x.sql", Instant.now(), 1));
    assertFails(Kind.INVALID, () -> open(partial));
    assertFails(Kind.INVALID, () -> storage.stat(partial));
  }

  @Test
  void onlyPartialFilesInsideTheRootAreDiscarded() throws IOException {
    Path outside = Files.writeString(temp.resolve(".x.0-0123456789abcdef.partial"), "x");
    put(KEY, "x");
    for (String id :
        List.of("../" + outside.getFileName(), outside.toString(), KEY.value(), "", ".", "..")) {
      PendingWrite planted = new PendingWrite(KEY, id, Instant.now());
      assertFails(Kind.INVALID, () -> storage.discard(planted));
    }
    assertThat(outside).exists();
    assertThat(storage.stat(KEY)).isPresent();
  }

  @Test
  void noPrefixLeadsOut() throws IOException {
    Files.writeString(temp.resolve("outside"), "x");
    for (String prefix : List.of("../", "/", "a/../../", "\0/")) {
      assertThatThrownBy(() -> storage.list(prefix).toList())
          .as(prefix)
          .isInstanceOf(StorageException.class);
    }
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "x");
    Files.createSymbolicLink(root.resolve("linked"), outside);
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));
    ObjectKey through = new ObjectKey("linked/secret");
    assertThat(keys("")).isEmpty();
    assertFails(Kind.INVALID, () -> storage.read(through, 0));
    assertFails(Kind.INVALID, () -> storage.read(new ObjectKey("file"), 0));
    assertFails(Kind.INVALID, () -> storage.delete(through));
    assertFails(Kind.INVALID, () -> open(new ObjectKey("linked/new")));
    assertFails(Kind.INVALID, () -> storage.list("linked/"));
    assertThat(outside.resolve("secret")).exists();
    assertThat(outside.resolve("new")).doesNotExist();
  }

  @Test
  void aKeyIsNotBothObjectAndFolder() {
    put(new ObjectKey("a"), "x");
    assertFails(Kind.INVALID, () -> open(new ObjectKey("a/b")));
    assertThat(storage.stat(new ObjectKey("a/b"))).isEmpty();
    put(KEY, "x");
    assertFails(Kind.INVALID, () -> open(new ObjectKey("db1/daily")));
  }

  @Test
  void foreignFilesAreNotObjects() throws IOException {
    Files.writeString(root.resolve("not a key.txt"), "x");
    Files.createDirectory(root.resolve("lost+found"));
    assertThat(keys("")).isEmpty();
    assertThat(storage.pendingWrites("")).isEmpty();
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** All files but the marker. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).filter(file -> !file.endsWith(Marker.NAME)).toList();
    }
  }
}
