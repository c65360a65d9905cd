package io.dumpwarden.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.JdbiSelfBackupRows;
import io.dumpwarden.metadata.JdbiStoreText;
import io.dumpwarden.metadata.TestDatabase;
import io.dumpwarden.recovery.SelfBackup.Status;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.storage.LockedException;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.ObjectLock;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.local.LocalSettings;
import io.dumpwarden.storage.local.LocalStorage;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a metadata store into a storage that locks what is written to it. */
class SelfBackupRunTest {

  private static final Storage BUCKET =
      new Storage("id-of-bucket", "bucket", StorageType.LOCAL, Map.of(), null, true);
  private static final ObjectLock LOCK =
      new ObjectLock(Instant.parse("2999-01-01T00:00:00Z"), false);

  @TempDir private Path folder;
  private final TestDatabase database = TestDatabase.migrated(TestEngine.MARIADB_11_4);
  private final JdbiSelfBackupRows rows = new JdbiSelfBackupRows(database.store());
  private final SelfKey key = new SelfKey(MasterKey.generate());
  private Instant now = Instant.now();
  private @Nullable Instant storeNow;
  private boolean refusing;

  @BeforeEach
  void empty() {
    database.sql("DELETE FROM self_backup");
  }

  @AfterEach
  void stop() {
    database.closeStores();
  }

  @Test
  void oneThatFailsAndIsLockedCountsAsFailedAndTheNextIsMade() {
    refusing = true;
    try (StorageProvider provider = locking()) {
      assertThatThrownBy(() -> run().run(BUCKET, provider))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("access denied");
      assertThat(rows.list(10)).extracting(SelfBackup::status).containsExactly(Status.FAILED);

      refusing = false;
      run().run(BUCKET, provider);
    }
    assertThat(rows.list(10))
        .extracting(SelfBackup::status)
        .containsExactly(Status.STORED, Status.FAILED);
  }

  @Test
  void aLeftoverThatIsLockedHoldsUpNothing() {
    refusing = true;
    try (StorageProvider provider = locking()) {
      assertThatThrownBy(() -> run().run(BUCKET, provider)).isInstanceOf(StorageException.class);
      database.sql("UPDATE self_backup SET status = 'running', upload_id = ''");

      refusing = false;
      run().run(BUCKET, provider);
    }
    assertThat(rows.list(10))
        .extracting(SelfBackup::status)
        .containsExactly(Status.STORED, Status.FAILED);
    assertThat(rows.list(10).get(1).message()).contains("locked until");
  }

  @Test
  void theOneJustMadeStaysAndThoseOfTimesToComeCountForNothing() {
    Instant start = now;
    List<String> made = new ArrayList<>();
    try (StorageProvider provider = real()) {
      made.add(madeAt(start.plus(Duration.ofDays(30)), provider));
      for (int i = 1; i <= 15; i++) {
        made.add(madeAt(start.plusSeconds(60 * i), provider));
      }
      assertThat(stored()).isEqualTo(made.stream().filter(key -> key != made.get(1)).toList());

      made.remove(1);
      made.add(madeAt(start.minus(Duration.ofDays(1)), provider));
    }
    assertThat(stored()).isEqualTo(made);
  }

  @Test
  void whereTheClocksDifferNothingOldIsRemoved() {
    Instant start = now;
    try (StorageProvider provider = real()) {
      for (int i = 1; i <= 15; i++) {
        storeNow = start.plusSeconds(60 * i).minus(Duration.ofHours(1));
        madeAt(start.plusSeconds(60 * i), provider);
      }
      assertThat(stored()).hasSize(15);
      storeNow = null;
      madeAt(start.plusSeconds(60 * 16), provider);
    }
    assertThat(stored()).hasSize(14);
  }

  private String madeAt(Instant at, StorageProvider provider) {
    now = at;
    return run().run(BUCKET, provider).key();
  }

  /** In the order that they were made in. */
  private List<String> stored() {
    return rows.ofStorage(BUCKET.id(), Status.STORED).stream()
        .sorted(Comparator.comparing(SelfBackup::id))
        .map(SelfBackup::key)
        .toList();
  }

  private SelfBackupRun run() {
    return new SelfBackupRun(
        new SelfBackupRun.Store(
            new JdbiStoreText(database.store()),
            rows,
            "test",
            () -> storeNow == null ? now : storeNow),
        key,
        () -> now);
  }

  /** A folder whose manifests are refused while {@link #refusing}, and whose objects are locked. */
  private StorageProvider locking() {
    StorageProvider real = real();
    return (StorageProvider)
        Proxy.newProxyInstance(
            StorageProvider.class.getClassLoader(),
            new Class<?>[] {StorageProvider.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("delete") && isThere(real, arguments[0])) {
                throw new LockedException(LOCK, arguments[0] + " is locked until 2999", null);
              }
              if (refusing && method.getName().equals("open") && isManifest(arguments[0])) {
                throw new StorageException(Kind.DENIED, "access denied");
              }
              return method.invoke(real, arguments);
            });
  }

  private StorageProvider real() {
    LocalStorage.initialise(folder, BUCKET.id());
    return new LocalStorage(new LocalSettings(folder, BUCKET.id()), () -> now);
  }

  private static boolean isThere(StorageProvider storage, Object key) {
    return storage.stat((ObjectKey) key).isPresent();
  }

  private static boolean isManifest(Object key) {
    return ((ObjectKey) key).value().endsWith(KeyLayout.MANIFEST_SUFFIX);
  }
}
