package io.dumpwarden.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Verification;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.verify.Archive.Making;
import io.dumpwarden.verify.Finding.State;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lost copy is written anew from a good one, in one step, or stays as it is. */
class RepairTest {

  private static final CopyVerifier.Mode QUICK_REPAIR = new CopyVerifier.Mode(true, true);
  private static final String[] DISK = {"disk"};

  @TempDir Path folder;
  private Archive archive;

  @BeforeEach
  void open() {
    archive = new Archive(folder, "disk", "tape");
  }

  @AfterEach
  void close() {
    archive.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDamagedOneBecomesWhatItWas(boolean encrypted) throws Exception {
    Backup backup = archive.backup(encrypted ? Making.ENCRYPTED : Making.PLAIN, "disk", "tape");
    byte[] whole = archive.bytes("disk", Archive.key(backup));
    damage("disk", Archive.key(backup));

    VerifiedCopy done = archive.verify(backup, "disk", true);

    assertThat(done.finding().state()).isEqualTo(State.CORRUPT);
    assertThat(done.repairedFrom()).isEqualTo("tape");
    assertThat(done.isGood()).isTrue();
    assertThat(archive.bytes("disk", Archive.key(backup))).isEqualTo(whole);
    assertStored(backup, "disk", Verification.Result.VERIFIED);
    assertStored(backup, "tape", Verification.Result.VERIFIED);
    assertThat(archive.verify(backup, "disk", false).finding().state()).isEqualTo(State.VERIFIED);
  }

  @Test
  void whatIsMissingIsMadeAgainWithAllThatStandsBesideIt() {
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    for (ObjectKey key : objects(backup)) {
      archive.provider("tape").delete(key);
    }

    assertThat(archive.verify(backup, "tape", true).repairedFrom()).isEqualTo("disk");

    for (ObjectKey key : objects(backup)) {
      assertThat(archive.bytes("tape", key)).isEqualTo(archive.bytes("disk", key));
    }
    assertStored(backup, "tape", Verification.Result.VERIFIED);
  }

  @Test
  void aManifestIsMadeAgainFromTheRecordAlone() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk");
    Path manifest = archive.file("disk", KeyLayout.manifestKey(Archive.key(backup)));
    String text = Files.readString(manifest);
    Files.delete(manifest);

    assertThat(archive.verify(backup, "disk", true).isGood()).isTrue();

    assertThat(manifest).hasContent(text);
    assertStored(backup, "disk", Verification.Result.VERIFIED);
  }

  @Test
  void aDumpThatIsCorruptStaysSoThoughOnlyItsManifestIsSeenToLack() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    byte[] whole = archive.bytes("disk", Archive.key(backup));
    damage("disk", Archive.key(backup));
    archive.verify(backup, "disk", false);
    archive.provider("disk").delete(KeyLayout.manifestKey(Archive.key(backup)));

    assertThat(archive.verify(backup, "disk", QUICK_REPAIR).repairedFrom()).isEqualTo("tape");

    assertThat(archive.bytes("disk", Archive.key(backup))).isEqualTo(whole);
    assertStored(backup, "disk", Verification.Result.VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aManifestMadeAgainSaysNothingOfTheDumpBesideIt(boolean users) throws Exception {
    Backup backup = archive.backup(Making.PLAIN, users ? new String[] {"disk", "tape"} : DISK);
    damage("disk", Archive.key(backup));
    ObjectKey key = Archive.key(backup);
    archive.provider("disk").delete(users ? KeyLayout.usersKey(key) : KeyLayout.manifestKey(key));

    VerifiedCopy done = archive.verify(backup, "disk", QUICK_REPAIR);

    if (users) {
      assertThat(archive.bytes("disk", key)).isEqualTo(archive.bytes("tape", key));
      assertStored(backup, "disk", Verification.Result.VERIFIED);
    } else {
      assertThat(done.notRepaired().code()).isEqualTo(ErrorCode.NO_GOOD_COPY);
      assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.CORRUPT);
    }
  }

  @Test
  void whatIsCorruptAndGoneIsStillCorruptWhenItComesBack() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk");
    byte[] damaged = damage("disk", Archive.key(backup));
    archive.verify(backup, "disk", false);
    archive.provider("disk").delete(Archive.key(backup));
    archive.verify(backup, "disk", QUICK_REPAIR);
    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.MISSING);
    archive.put("disk", Archive.key(backup), damaged);

    archive.verify(backup, "disk", QUICK_REPAIR);

    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.CORRUPT);
  }

  @Test
  void theAccountsAreMadeAgainAlone() throws Exception {
    Backup backup = archive.backup(Making.ENCRYPTED, "disk", "tape");
    ObjectKey users = KeyLayout.usersKey(Archive.key(backup));
    damage("disk", users);

    assertThat(archive.verify(backup, "disk", true).repairedFrom()).isEqualTo("tape");

    assertThat(archive.bytes("disk", users)).isEqualTo(archive.bytes("tape", users));
  }

  @Test
  void whereNoKeyIsTheBytesAreRepairedAllTheSame() throws Exception {
    Backup backup = archive.backup(Making.ENCRYPTED, "disk", "tape");
    damage("disk", Archive.key(backup));
    archive.keys = Keyring.empty();

    assertThat(archive.verify(backup, "disk", true).repairedFrom()).isEqualTo("tape");

    assertThat(archive.bytes("disk", Archive.key(backup)))
        .isEqualTo(archive.bytes("tape", Archive.key(backup)));
    assertStored(backup, "disk", Verification.Result.UNREADABLE);
  }

  @Test
  void aBadCopyIsNoSource() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    byte[] damaged = damage("disk", Archive.key(backup));
    damage("tape", Archive.key(backup));

    VerifiedCopy done = archive.verify(backup, "disk", true);

    assertThat(done.notRepaired().code()).isEqualTo(ErrorCode.NO_GOOD_COPY);
    assertThat(done.notRepaired().message()).contains("tape: corrupt: its SHA-256");
    assertThat(archive.bytes("disk", Archive.key(backup))).isEqualTo(damaged);
    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.CORRUPT);
    assertThat(archive.copyOn(backup, "tape").status())
        .as("found out along the way")
        .isEqualTo(CopyStatus.CORRUPT);
    assertNothingPending("disk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "corrupt"})
  void oneThatWasFoundLostServesWhereItIsGoodAgain(String found) throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    damage("disk", Archive.key(backup));
    archive.database.sql("UPDATE copy SET status = '" + found + "' WHERE storage = 'tape'");

    assertThat(archive.verify(backup, "disk", true).repairedFrom()).isEqualTo("tape");

    assertStored(backup, "disk", Verification.Result.VERIFIED);
    assertStored(backup, "tape", Verification.Result.VERIFIED);
  }

  @Test
  void withoutRepairItIsOnlySaid() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    byte[] damaged = damage("disk", Archive.key(backup));

    VerifiedCopy done = archive.verify(backup, "disk", false);

    assertThat(done.isGood()).isFalse();
    assertThat(archive.bytes("disk", Archive.key(backup))).isEqualTo(damaged);
  }

  @Test
  void whatARunCouldNotStoreIsStoredLaterAndCompletesTheBackup() {
    Backup backup = archive.backup(Making.PLAIN, List.of("disk"), List.of("tape"));
    assertThat(backup.status()).isEqualTo(BackupStatus.PARTIAL);

    VerifiedCopy done = archive.verify(backup, "tape", true);

    assertThat(done.finding().message()).contains("its run did not store it: it did not answer");
    assertThat(done.repairedFrom()).isEqualTo("disk");
    assertStored(backup, "tape", Verification.Result.VERIFIED);
    assertThat(archive.copyOn(backup, "tape").bytes()).isPositive();
    assertThat(archive.copyOn(backup, "tape").message()).isNull();
    assertThat(archive.found(backup).status()).isEqualTo(BackupStatus.SUCCEEDED);
    assertThat(archive.found(backup).errorCode()).isNull();
    assertThat(archive.verify(backup, "tape", false).finding().state()).isEqualTo(State.VERIFIED);
  }

  @Test
  void aBackupThatLacksMoreThanCopiesStaysPartial() {
    Backup backup = archive.backup(Making.PLAIN, List.of("disk"), List.of("tape"));
    archive.database.sql("UPDATE backup SET error_code = 'objects-missing'");

    archive.verify(backup, "tape", true);

    assertStored(backup, "tape", Verification.Result.VERIFIED);
    assertThat(archive.found(backup).status()).isEqualTo(BackupStatus.PARTIAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"write", "commit"})
  void aRepairThatFailsLeavesWhatWasThere(String method) throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    byte[] damaged = damage("disk", Archive.key(backup));
    archive.instead.put("disk", failingAt(method));

    VerifiedCopy done = archive.verify(backup, "disk", true);

    assertThat(done.isGood()).isFalse();
    assertThat(done.notRepaired().code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
    assertThat(archive.bytes("disk", Archive.key(backup))).isEqualTo(damaged);
    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.CORRUPT);
    assertNothingPending("disk");

    archive.instead.clear();
    assertThat(archive.verify(backup, "disk", true).isGood()).isTrue();
  }

  @Test
  void oneThatIsInterruptedLeavesWhatWasThere() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    byte[] damaged = damage("disk", Archive.key(backup));
    archive.instead.put(
        "disk", before("open", archive.provider("disk"), () -> Thread.currentThread().interrupt()));
    try {
      assertThatThrownBy(() -> archive.verify(backup, "disk", true))
          .isInstanceOf(DumpwardenException.class)
          .hasMessageContaining("interrupted");
    } finally {
      Thread.interrupted();
    }
    assertThat(archive.bytes("disk", Archive.key(backup))).isEqualTo(damaged);
    assertNothingPending("disk");
    archive.instead.clear();
    archive.verifications.release(archive.copyOn(backup, "disk").id());
    assertThat(archive.verify(backup, "disk", true).isGood()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "commit"})
  void whatRetentionRemovesMeanwhileDoesNotComeBack(String at) throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    damage("disk", Archive.key(backup));
    Copy lost = archive.copyOn(backup, "disk");
    Runnable retention =
        () -> {
          archive.catalog.markCopy(lost.id(), CopyStatus.EXPIRED, archive.now());
          objects(backup).forEach(archive.provider("disk")::delete);
          archive.catalog.markCopy(lost.id(), CopyStatus.DELETED, archive.now());
        };
    archive.instead.put("disk", once(at, retention));

    VerifiedCopy done = archive.verify(backup, "disk", true);

    assertThat(done.notRepaired().message()).contains("removed");
    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.DELETED);
    assertThat(archive.provider("disk").list("")).isEmpty();
    assertNothingPending("disk");
  }

  @Test
  void whatOthersFoundGoodMeanwhileIsNotRemoved() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    damage("disk", Archive.key(backup));
    String sql = "UPDATE copy SET status = 'stored' WHERE storage = 'disk'";
    archive.instead.put("disk", once("commit", () -> archive.database.sql(sql)));

    assertThat(archive.verify(backup, "disk", true).repairedFrom()).isEqualTo("tape");

    for (ObjectKey key : objects(backup)) {
      assertThat(archive.bytes("disk", key)).isEqualTo(archive.bytes("tape", key));
    }
  }

  @Test
  void whatRetentionWouldRemoveIsNotRepaired() throws Exception {
    Backup old = archive.backup(Making.PLAIN, "disk", "tape");
    damage("disk", Archive.key(old));
    archive.pass(Duration.ofDays(40));
    archive.backup(Making.PLAIN, "disk", "tape");

    VerifiedCopy done = archive.verify(old, "disk", true);

    assertThat(done.notRepaired().message()).isEqualTo("retention keeps it no longer");
  }

  @Test
  void twoDoNotRepairTheSame() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    damage("disk", Archive.key(backup));
    archive.verify(backup, "disk", false);
    assertThat(archive.verifications.claim(archive.copyOn(backup, "disk"), Duration.ofMinutes(5)))
        .isTrue();

    assertThat(archive.verify(backup, "disk", true).notRepaired().message()).contains("already");

    assertThat(archive.verifications.isUnderRepair(backup.runId(), "id-of-disk")).isTrue();
    archive.verifications.release(archive.copyOn(backup, "disk").id());
    assertThat(archive.verifications.isUnderRepair(backup.runId(), "id-of-disk")).isFalse();
    assertThat(archive.verify(backup, "disk", true).isGood()).isTrue();
  }

  @Test
  void aClaimOfACrashedOneRunsOut() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, List.of("disk"), List.of("tape"));
    Copy failed = archive.copyOn(backup, "tape");
    archive.verifications.claim(failed, Duration.ofMinutes(5));
    archive.verifications.began(failed.id(), "some-upload");
    assertThat(archive.catalog.failedAfter("", 10)).as("it is at work").isEmpty();

    archive.database.sql("UPDATE copy SET repair_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");

    assertThat(archive.catalog.failedAfter("", 10))
        .as("the sweeper's from here on")
        .extracting(Copy::uploadId)
        .containsExactly("some-upload");
  }

  private static List<ObjectKey> objects(Backup backup) {
    ObjectKey key = Archive.key(backup);
    return List.of(key, KeyLayout.usersKey(key), KeyLayout.manifestKey(key));
  }

  private byte[] damage(String disk, ObjectKey key) throws Exception {
    Path file = archive.file(disk, key);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    return bytes;
  }

  private void assertStored(Backup backup, String storage, Verification.Result result) {
    Copy copy = archive.copyOn(backup, storage);
    assertThat(copy.status()).isEqualTo(CopyStatus.STORED);
    assertThat(copy.verification().result()).isEqualTo(result);
  }

  private void assertNothingPending(String storage) {
    assertThat(archive.provider(storage).pendingWrites("")).isEmpty();
  }

  private StorageProvider failingAt(String method) {
    return withWriters(
        writer ->
            before(
                StorageWriter.class,
                method,
                writer,
                () -> {
                  throw new StorageException(
                      StorageException.Kind.UNAVAILABLE, "it went away while it was written");
                }));
  }

  /** Something happens when the dump's writer is opened, or right before it commits. */
  private StorageProvider once(String at, Runnable event) {
    boolean[] done = {false};
    Runnable first =
        () -> {
          if (!done[0]) {
            done[0] = true;
            event.run();
          }
        };
    return at.equals("open")
        ? before("open", archive.provider("disk"), first)
        : withWriters(writer -> before(StorageWriter.class, at, writer, first));
  }

  private interface Wrapping {
    StorageWriter of(StorageWriter writer);
  }

  private StorageProvider withWriters(Wrapping wrapping) {
    StorageProvider disk = archive.provider("disk");
    return (StorageProvider)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {StorageProvider.class},
            (proxy, called, arguments) -> {
              try {
                Object answer = called.invoke(disk, arguments);
                return answer instanceof StorageWriter writer ? wrapping.of(writer) : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static StorageProvider before(String method, StorageProvider there, Runnable event) {
    return before(StorageProvider.class, method, there, event);
  }

  private static <T> T before(Class<T> type, String method, T there, Runnable event) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (p, called, arguments) -> {
              if (called.getName().equals(method)) {
                event.run();
              }
              try {
                return called.invoke(there, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }
}
