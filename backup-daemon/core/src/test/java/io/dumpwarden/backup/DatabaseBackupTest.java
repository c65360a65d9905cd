package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.run.Run;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around one database's dump. */
class DatabaseBackupTest {

  @TempDir Path folder;
  private final Wreck wreck = new Wreck("disk");
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(wreck, folder);
  }

  @AfterEach
  void close() {
    workshop.close();
    wreck.close();
  }

  @Test
  void aDatabaseThatVanishedFailsAlone() throws Exception {
    Run run = wreck.run();
    PreparedRun prepared = workshop.prepared(run, "gone");
    DumpEngine never = Workshop.engine(request -> null);

    Backup backup = workshop.databaseBackup(never).run(prepared, DumpUnit.of("gone"));

    assertThat(backup.status()).isEqualTo(BackupStatus.FAILED);
    assertThat(backup.errorCode()).isEqualTo("not-found");
    assertThat(wreck.catalog.ofRun(run.id()))
        .extracting(Backup::scope, Backup::status)
        .containsExactly(tuple("gone", BackupStatus.FAILED));
    assertThat(wreck.storages.get("disk").pendingWrites("")).isEmpty();
  }

  @Test
  void anErrorLeavesNothingHalfWritten() throws Exception {
    Run run = wreck.run();
    workshop.source.fresh("errors");
    DumpEngine broken =
        Workshop.engine(
            request -> {
              throw new UnsatisfiedLinkError("no native library");
            });

    Backup backup =
        workshop.databaseBackup(broken).run(workshop.prepared(run), DumpUnit.of("errors"));

    assertThat(backup.status()).isEqualTo(BackupStatus.FAILED);
    assertThat(backup.message()).contains("no native library");
    assertThat(wreck.found(backup).copies())
        .extracting(Copy::status)
        .containsExactly(CopyStatus.FAILED);
    assertThat(wreck.storages.get("disk").pendingWrites("")).isEmpty();
  }

  @Test
  void aDumpThatWasSweptBeforeItsManifestCameIsNoBackup() throws Exception {
    Run run = wreck.run();
    workshop.source.fresh("paused");
    MemoryStorage disk = (MemoryStorage) wreck.storages.get("disk");
    wreck.storages.put("disk", sweptBeforeItsManifest(disk));

    Backup backup =
        workshop
            .databaseBackup(workshop.source.dumper())
            .run(workshop.prepared(run), DumpUnit.of("paused"));

    assertThat(backup.status()).as("%s", backup.message()).isEqualTo(BackupStatus.FAILED);
    assertThat(backup.message()).contains("was gone when its manifest was written");
    assertThat(disk.list("")).isEmpty();
  }

  private static StorageProvider sweptBeforeItsManifest(StorageProvider disk) {
    return (StorageProvider)
        Proxy.newProxyInstance(
            StorageProvider.class.getClassLoader(),
            new Class<?>[] {StorageProvider.class},
            (p, method, arguments) -> {
              if (method.getName().equals("open") && ("" + arguments[0]).endsWith(".meta.json")) {
                disk.list("").map(StoredObject::key).toList().forEach(disk::delete);
              }
              return method.invoke(disk, arguments);
            });
  }
}
