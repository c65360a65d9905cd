package io.dumpwarden.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Verification;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.verify.Archive.Making;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is verified without anybody asking. */
class RoutineVerificationTest {

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

  @Test
  void aShareOfTheCopiesIsReadEachDaySpreadOverIt() {
    archive.rows.add(SampleRows.setting("verify_per_day", "1/2"));
    List<Backup> backups = backups(8);

    hours(24);

    List<Instant> times = backups.stream().map(this::verifiedAt).filter(Objects::nonNull).toList();
    assertThat(times).as("four of eight").hasSize(4);
    assertThat(backups.subList(0, 4)).as("those first that wait longest").allMatch(this::isRead);
    assertThat(Duration.between(times.get(0), times.get(3))).isEqualTo(Duration.ofHours(18));

    hours(24);
    assertThat(backups).allMatch(this::isRead);
    Instant first = verifiedAt(backups.get(0));
    hours(24);
    assertThat(verifiedAt(backups.get(0))).as("round and round").isAfter(first);
  }

  @Test
  void whoWasAwayDoesNotReadItAllAtOnce() {
    archive.rows.add(SampleRows.setting("verify_per_day", "100%"));
    List<Backup> backups = backups(48);
    archive.routine(storage -> false).readDue();

    archive.pass(Duration.ofHours(10));
    archive.routine(storage -> false).readDue();

    assertThat(backups.stream().filter(this::isRead).count())
        .as("one at first, then an hour's share and the one that is due")
        .isBetween(3L, 4L);
  }

  @Test
  void withoutAShareNothingIsRead() {
    List<Backup> backups = backups(2);
    hours(24);
    assertThat(backups).noneMatch(this::isRead);
  }

  @Test
  void storagesOfOtherHostsAreLeftToThem() {
    archive.rows.add(SampleRows.setting("verify_per_day", "100%"));
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    archive.provider("tape").delete(Archive.key(backup));

    archive.routine(storage -> storage.name().equals("tape")).readDue();
    archive.routine(storage -> storage.name().equals("tape")).lookAndRepair();

    assertThat(archive.copyOn(backup, "disk").verification()).isNotNull();
    assertThat(archive.copyOn(backup, "tape").status()).isEqualTo(CopyStatus.STORED);
  }

  @Test
  void oneThatCannotBeReadDoesNotHoldUpTheOthers() {
    archive.rows.add(SampleRows.setting("verify_per_day", "100%"));
    List<Backup> backups = backups(3);
    archive.verifications.tried(archive.copyOn(backups.get(0), "disk"), archive.now());

    assertThat(archive.verifications.longestWaiting("id-of-disk", 3))
        .extracting(Copy::backupId)
        .containsExactly(backups.get(1).id(), backups.get(2).id(), backups.get(0).id());
  }

  @Test
  void onceADayAllCopiesAreLookedForAndWhatIsLostIsRepaired() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk", "tape");
    archive.routine(storage -> false).lookAndRepair();
    archive.provider("tape").delete(Archive.key(backup));

    archive.pass(Duration.ofHours(2));
    archive.routine(storage -> false).lookAndRepair();
    assertThat(archive.copyOn(backup, "tape").status()).isEqualTo(CopyStatus.STORED);
    assertThat(archive.bytes("tape", Archive.key(backup))).as("not yet noticed").isNull();

    archive.pass(Duration.ofHours(23));
    archive.routine(storage -> false).lookAndRepair();
    assertThat(archive.bytes("tape", Archive.key(backup)))
        .isEqualTo(archive.bytes("disk", Archive.key(backup)));
    assertThat(archive.copyOn(backup, "tape").verification().result())
        .isEqualTo(Verification.Result.VERIFIED);
  }

  @Test
  void whatARunCouldNotStoreIsStoredWithinTheHour() {
    archive.routine(storage -> false).lookAndRepair();
    Backup backup = archive.backup(Making.PLAIN, List.of("disk"), List.of("tape"));

    archive.routine(storage -> false).lookAndRepair();
    assertThat(archive.copyOn(backup, "tape").status()).isEqualTo(CopyStatus.FAILED);
    archive.pass(Duration.ofHours(1));
    archive.routine(storage -> false).lookAndRepair();

    assertThat(archive.copyOn(backup, "tape").status()).isEqualTo(CopyStatus.STORED);
    assertThat(archive.found(backup).status()).isEqualTo(BackupStatus.SUCCEEDED);
  }

  @Test
  void aStorageThatIsAwayIsLeftAlone() throws Exception {
    List<Backup> backups = backups(3);
    int[] asked = {0};
    archive.instead.put(
        "disk",
        (StorageProvider)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {StorageProvider.class},
                (proxy, method, arguments) -> {
                  asked[0]++;
                  throw new StorageException(StorageException.Kind.UNAVAILABLE, "it is away");
                }));

    archive.routine(storage -> false).lookAndRepair();

    assertThat(asked[0]).as("for one copy, and whether it is there").isEqualTo(2);
    assertThat(archive.copyOn(backups.get(0), "disk").status()).isEqualTo(CopyStatus.STORED);
  }

  @Test
  void oneWhoseRecordCannotBeFollowedDoesNotHoldUpTheOthers() {
    archive.rows.add(SampleRows.setting("verify_per_day", "100%"));
    List<Backup> backups = backups(2);
    archive.database.sql(
        "UPDATE backup SET manifest = REPLACE(manifest, 'zstd', 'zst9') WHERE id = '"
            + backups.get(0).id()
            + "'");
    assertThat(archive.found(backups.get(0)).result().manifest()).contains("zst9");

    hours(24);

    assertThat(archive.copyOn(backups.get(0), "disk").status()).isEqualTo(CopyStatus.STORED);
    assertThat(isRead(backups.get(0))).isFalse();
    assertThat(isRead(backups.get(1))).isTrue();
  }

  @Test
  void oneThatCannotBeLookedAtDoesNotHoldUpTheOthers() {
    List<Backup> backups = backups(3);
    String first = archive.copyOn(backups.get(0), "disk").key();
    StorageProvider disk = archive.provider("disk");
    archive.instead.put(
        "disk",
        (StorageProvider)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {StorageProvider.class},
                (proxy, method, arguments) -> {
                  if (arguments != null && ("" + arguments[0]).equals(first)) {
                    throw new StorageException(StorageException.Kind.DENIED, "not this one");
                  }
                  try {
                    return method.invoke(disk, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }));
    disk.delete(Archive.key(backups.get(2)));

    archive.routine(storage -> false).lookAndRepair();

    assertThat(archive.copyOn(backups.get(0), "disk").status()).isEqualTo(CopyStatus.STORED);
    assertThat(archive.copyOn(backups.get(2), "disk").status()).isEqualTo(CopyStatus.MISSING);
  }

  private List<Backup> backups(int count) {
    List<Backup> backups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      backups.add(archive.backup(Making.PLAIN, "disk"));
    }
    return backups;
  }

  /** As the daemon does it, every quarter of an hour. */
  private void hours(int count) {
    for (int i = 0; i < count * 4; i++) {
      archive.routine(storage -> false).readDue();
      archive.pass(Duration.ofMinutes(15));
    }
  }

  private boolean isRead(Backup backup) {
    return verifiedAt(backup) != null;
  }

  private Instant verifiedAt(Backup backup) {
    Verification known = archive.copyOn(backup, "disk").verification();
    return known == null ? null : known.at();
  }
}
