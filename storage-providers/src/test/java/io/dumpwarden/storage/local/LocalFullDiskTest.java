package io.dumpwarden.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: a file system of 2 MiB in memory. Needs the right to mount. */
class LocalFullDiskTest {

  private static final ObjectKey KEY = new ObjectKey("db1/x.sql");

  @TempDir Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "dumpwarden-test", disk.toString()) == 0;
    if (!mounted) {
      abort("SKIPPED: a full disk cannot be tested without the right to mount one");
    }
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", disk.toString())).isZero();
    }
  }

  @Test
  void aFullDiskFailsWriteAndCommitAndIsFreeAgainAfterwards() {
    LocalStorage.initialise(disk, "full");
    try (LocalStorage storage =
        new LocalStorage(new LocalSettings(disk, "full"), InstantSource.system())) {
      long free = storage.freeBytes().orElseThrow();
      StorageWriter writer = storage.open(KEY, OptionalLong.empty());
      assertThatThrownBy(() -> writer.write(new byte[3 << 20], 0, 3 << 20))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL))
          .hasMessageContaining("no space");
      // what fitted is not the object
      assertThatThrownBy(writer::commit).hasMessageContaining("no space");
      writer.abort();
      assertThat(storage.stat(KEY)).isEmpty();
      assertThat(storage.pendingWrites("")).isEmpty();
      assertThat(storage.freeBytes()).hasValue(free);
      put(storage);
      assertThat(storage.stat(KEY)).isPresent();
    }
  }

  private static void put(LocalStorage storage) {
    try (StorageWriter writer = storage.open(KEY, OptionalLong.of(1_000_000))) {
      writer.write(new byte[1_000_000], 0, 1_000_000);
      writer.commit();
    }
  }

  private static int run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor();
  }
}
