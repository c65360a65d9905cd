package io.dumpwarden.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.backup.Failing;
import io.dumpwarden.backup.Wreck;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.run.Run;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the copies of a node that ended during a backup. */
class CopySweeperTest {

  private final Wreck wreck = new Wreck("disk", "tape");
  private Backup backup;

  @BeforeEach
  void begin() {
    Run run = wreck.run();
    backup = wreck.begun(run.id(), "", "disk", "tape");
    wreck.catalog.finish(SweptBackup.interrupted(backup, "it died", wreck.now()));
  }

  @AfterEach
  void close() {
    wreck.close();
  }

  @Test
  void whoeverStillWritesCannotCommitAfterwards() {
    ObjectKey key = ObjectKey.of("shop", "late.sql");
    StorageWriter writer = wreck.storages.get("disk").open(key, OptionalLong.empty());
    Copy copy = backup.copies().get(0);
    Copy late =
        new Copy(
            copy.id(),
            copy.backupId(),
            copy.storage(),
            copy.storageId(),
            null,
            key.value(),
            writer.pending().uploadId(),
            CopyStatus.PENDING,
            0,
            null,
            null,
            null,
            null,
            null);

    assertThat(wreck.sweeper().sweep(List.of(late))).isTrue();

    assertThatThrownBy(writer::commit).isInstanceOf(StorageException.class);
    assertThat(copy("disk").status()).isEqualTo(CopyStatus.FAILED);
    assertThat(copy("disk").message()).contains("what was written is removed");
  }

  @Test
  void theAccountsBesideADumpGoWithIt() {
    ObjectKey users = KeyLayout.usersKey(Wreck.key(backup));
    wreck.putDump(backup, "disk");
    wreck.put("disk", users, "CREATE USER");
    wreck.put("tape", users, "CREATE USER");
    wreck.pass(Duration.ofMinutes(11));

    assertThat(sweep()).isTrue();

    assertThat(wreck.storages.get("disk").list("")).isEmpty();
    assertThat(wreck.storages.get("tape").list("")).as("it stood there alone").isEmpty();
  }

  @Test
  void aDumpWhoseManifestMayStillComeIsLeftForAWhile() {
    wreck.putDump(backup, "disk");

    assertThat(sweep()).isFalse();
    assertThat(wreck.isThere(backup, "disk")).isTrue();
    assertThat(copy("disk").status()).isEqualTo(CopyStatus.PENDING);

    wreck.pass(Duration.ofMinutes(11));
    assertThat(sweep()).isTrue();
    assertThat(wreck.isThere(backup, "disk")).isFalse();
    assertThat(copy("disk").status()).isEqualTo(CopyStatus.FAILED);
  }

  @Test
  void whatIsLockedIsGivenUpAndLeftToTheStraysSweep() {
    wreck.storages.put("disk", new MemoryStorage(wreck::now, Duration.ofDays(3)));
    wreck.putDump(backup, "disk");
    wreck.pass(Duration.ofMinutes(11));

    assertThat(sweep()).as("nothing is left that others wait for").isTrue();

    assertThat(wreck.isThere(backup, "disk")).isTrue();
    assertThat(copy("disk").status()).isEqualTo(CopyStatus.FAILED);
    assertThat(copy("disk").message()).contains("locked until");
    assertThat(copy("disk").uploadId()).isNotEmpty();
    assertThat(copy("disk").isLockedAt(wreck.now())).isTrue();
  }

  @Test
  void aProvenCopyMakesItsBackupGood() {
    prove("disk");

    assertThat(sweep()).isTrue();

    Backup found = wreck.found(backup);
    assertThat(found.status()).isEqualTo(BackupStatus.PARTIAL);
    assertThat(found.result().rawBytes()).isEqualTo(9);
    assertThat(copy("disk").status()).isEqualTo(CopyStatus.STORED);
    assertThat(copy("disk").bytes()).isEqualTo(4);
    assertThat(copy("tape").status()).isEqualTo(CopyStatus.FAILED);
  }

  @Test
  void aProvenCopyWhoseManifestSaysWhatItLacksMakesItPartial() {
    wreck.putDump(backup, "disk");
    String signed = wreck.manifests.sign(Wreck.manifest(backup, 4));
    String lacking =
        signed.replaceFirst("\"missing\" : \\[ ?\\]", "\"missing\" : [ \"view v of shop\" ]");
    wreck.put(
        "disk",
        KeyLayout.manifestKey(Wreck.key(backup)),
        wreck.manifests.sign(wreck.manifests.read(lacking)));

    assertThat(sweep()).isTrue();

    assertThat(wreck.found(backup).status()).isEqualTo(BackupStatus.PARTIAL);
    assertThat(wreck.found(backup).errorCode()).isEqualTo("objects-missing");
  }

  @Test
  void copiesOfSeveralHostsAreCountedByEachOfThem() {
    Run run = wreck.queue.find(backup.runId()).orElseThrow();
    Backup elsewhere = wreck.begun(run.id(), "host-b", "disk", "tape");
    wreck.catalog.finish(SweptBackup.interrupted(elsewhere, "it died", wreck.now()));
    for (String storage : List.of("disk", "tape")) {
      wreck.putDump(elsewhere, storage);
      wreck.putManifest(elsewhere, storage, wreck.manifests, 4);
    }

    assertThat(wreck.sweeperWithout("tape").sweep(elsewhere.copies())).isFalse();
    assertThat(wreck.found(elsewhere).status()).isEqualTo(BackupStatus.PARTIAL);

    assertThat(wreck.sweeperWithout("disk").sweep(elsewhere.copies().subList(1, 2))).isTrue();
    assertThat(wreck.found(elsewhere).status()).isEqualTo(BackupStatus.SUCCEEDED);
    assertThat(wreck.found(elsewhere).copies())
        .extracting(Copy::status)
        .containsOnly(CopyStatus.STORED);
  }

  @Test
  void aPlantedManifestProvesNothing() {
    wreck.putDump(backup, "disk");
    ManifestFormat foreign = new ManifestFormat(MasterKey.generate()::manifestMac);
    wreck.putManifest(backup, "disk", foreign, 4);

    sweep();

    assertNotCounted("master key");
  }

  @Test
  void aDumpOfAnotherSizeProvesNothing() {
    wreck.putDump(backup, "disk");
    wreck.putManifest(backup, "disk", wreck.manifests, 5);

    sweep();

    assertNotCounted("4 bytes are stored where its manifest says 5");
  }

  @Test
  void anotherBackupsManifestProvesNothing() {
    Backup other = wreck.begun(backup.runId(), "", "disk");
    wreck.putDump(backup, "disk");
    wreck.put(
        "disk",
        KeyLayout.manifestKey(Wreck.key(backup)),
        wreck.manifests.sign(Wreck.manifest(other, 4)));

    sweep();

    assertNotCounted("another backup");
  }

  @Test
  void whatCannotBeReadNowIsLeftForLater() {
    prove("disk");
    wreck.storages.compute("disk", (name, disk) -> Failing.on(disk, "read"));

    assertThat(sweep()).isFalse();
    assertThat(copy("disk").status()).isEqualTo(CopyStatus.PENDING);
  }

  private void prove(String storage) {
    wreck.putDump(backup, storage);
    wreck.putManifest(backup, storage, wreck.manifests, 4);
  }

  private boolean sweep() {
    return wreck.sweeper().sweep(wreck.catalog.pendingOf(wreck.dead.id()));
  }

  private void assertNotCounted(String why) {
    assertThat(copy("disk").status()).isEqualTo(CopyStatus.FAILED);
    assertThat(copy("disk").message()).contains(why);
    assertThat(wreck.found(backup).status()).isEqualTo(BackupStatus.INTERRUPTED);
    assertThat(wreck.isThere(backup, "disk")).isTrue();
  }

  private Copy copy(String storage) {
    return wreck.found(backup).copies().stream()
        .filter(c -> c.storage().equals(storage))
        .findFirst()
        .orElseThrow();
  }
}
