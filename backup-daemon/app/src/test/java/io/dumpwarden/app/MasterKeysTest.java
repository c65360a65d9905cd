package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.KeyCheck;
import io.dumpwarden.secret.KeyCheckStore;
import io.dumpwarden.secret.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {

  @TempDir Path root;

  @Test
  void theFirstOfManyMakesTheKeyAndAllGetItWhole() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 300; round++) {
        DataDirectory data = new DataDirectory(root.resolve("" + round));
        KeyCheckStore checks = new Checks();
        CyclicBarrier together = new CyclicBarrier(2);
        CompletableFuture<MasterKey> one =
            CompletableFuture.supplyAsync(() -> key(data, checks, together), threads);
        CompletableFuture<MasterKey> two =
            CompletableFuture.supplyAsync(() -> key(data, checks, together), threads);

        assertThat(one.get().id()).isEqualTo(two.get().id());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theFileIsTheOwnersAloneAndNothingLiesBesideIt() throws Exception {
    DataDirectory data = new DataDirectory(root);

    MasterKey key = keys(data).keyFor(new Checks());

    assertThat(root).isDirectoryContaining("glob:**/master.key");
    assertThat(root.toFile().list()).containsExactly("master.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.masterKey())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(data.masterKey()).strip()).isEqualTo(key.encoded().reveal());
  }

  private static MasterKey key(DataDirectory data, KeyCheckStore checks, CyclicBarrier together) {
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return keys(data).keyFor(checks);
  }

  private static MasterKeys keys(DataDirectory data) {
    return new MasterKeys(EnvironmentReader.read(Map.of()), data);
  }

  private static final class Checks implements KeyCheckStore {
    private final AtomicReference<KeyCheck> check = new AtomicReference<>();

    @Override
    public Optional<KeyCheck> find() {
      return Optional.ofNullable(check.get());
    }

    @Override
    public void create(KeyCheck first) {
      if (!check.compareAndSet(null, first)) {
        throw new DumpwardenException(ErrorCode.ALREADY_EXISTS, "there is one");
      }
    }
  }
}
