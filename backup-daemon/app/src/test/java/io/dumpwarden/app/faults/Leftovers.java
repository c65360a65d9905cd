package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.TestDaemon;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.config.Storage;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** That a failure leaves nothing behind. */
final class Leftovers {

  private Leftovers() {}

  /** No child process on record, no credentials file. */
  static void assertNone(TestDaemon daemon) {
    assertNone(daemon.temporaryFolder().getParent());
  }

  static void assertNone(Path dataDir) {
    assertThat(files(dataDir.resolve("children"))).isEmpty();
    assertThat(files(dataDir.resolve("tmp"))).noneMatch(f -> f.toString().endsWith(".cnf"));
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(p -> p.info().commandLine().orElse("").contains(dataDir + "/tmp"));
  }

  /** Nothing half-written on these storages, and as many whole objects. */
  static void assertObjects(Platform platform, int objects, String... storages) {
    for (String name : storages) {
      StorageProvider provider = provider(platform, name);
      assertThat(provider.pendingWrites(""))
          .filteredOn(write -> !isSelfBackup(write.key()))
          .as("pending on %s", name)
          .isEmpty();
      try (Stream<StoredObject> all = provider.list("")) {
        assertThat(all.filter(object -> !isSelfBackup(object.key())).toList())
            .as("objects on %s", name)
            .hasSize(objects);
      }
    }
  }

  /** The bytes of the largest file below a storage's folder, half-written ones too. */
  static long largest(Path folder) {
    return files(folder).stream().mapToLong(file -> file.toFile().length()).max().orElse(0);
  }

  /** A daemon that runs for a minute makes one. */
  private static boolean isSelfBackup(ObjectKey key) {
    return key.value().startsWith(KeyLayout.SELF_BACKUPS);
  }

  static StorageProvider provider(Platform platform, String name) {
    Storage storage = platform.snapshots().get().storage(name).orElseThrow();
    return platform.storages().open(storage);
  }

  /** Every file below a folder. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
