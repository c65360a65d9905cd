package io.dumpwarden.app.command;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyLock;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.config.Storage;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Backups of one database of one schedule: objects that are there, and the rows of them. */
final class SampleBackups {

  private final Cli cli;
  private final String schedule;
  private boolean locksOnRecord = true;

  SampleBackups(Cli cli, String schedule) {
    this.cli = cli;
    this.schedule = schedule;
  }

  /** As if locks had been put on the objects behind our back. */
  void forgetLocks() {
    locksOnRecord = false;
  }

  /** A good one that lacks nothing. */
  Backup add(int daysAgo, String... storages) {
    return add(daysAgo, null, storages);
  }

  /**
   * A good one.
   *
   * @param errorCode of what its dump lacks; null for nothing
   */
  Backup add(int daysAgo, @Nullable String errorCode, String[] storages) {
    String id = Ids.next();
    ObjectKey key = ObjectKey.of(schedule, "shop", "shop_" + id + ".sql");
    List<Copy> copies = new ArrayList<>();
    for (String storage : storages) {
      copies.add(stored(storage, id, key));
    }
    BackupStatus status = errorCode == null ? BackupStatus.SUCCEEDED : BackupStatus.PARTIAL;
    return record(id, status, Duration.ofDays(daysAgo), errorCode, copies);
  }

  /** One that is being written. */
  Backup running(String storage) {
    String id = Ids.next();
    Copy copy = copy(storage, id, "k/" + id, CopyStatus.PENDING, null);
    return record(id, BackupStatus.RUNNING, Duration.ZERO, null, List.of(copy));
  }

  StorageProvider storage(String name) {
    return cli.platform().storages().open(row(name));
  }

  Copy copyOf(Backup backup, String storage) {
    return now(backup).copies().stream()
        .filter(copy -> copy.storage().equals(storage))
        .findFirst()
        .orElseThrow();
  }

  Backup now(Backup backup) {
    return cli.platform().catalog().find(backup.id()).orElseThrow();
  }

  /** Which of the copy's objects are there. */
  String objects(Backup backup, String storage) {
    ObjectKey key = new ObjectKey(copyOf(backup, storage).key());
    StorageProvider provider = storage(storage);
    return (provider.stat(key).isPresent() ? "dump " : "")
        + (provider.stat(KeyLayout.manifestKey(key)).isPresent() ? "manifest" : "");
  }

  private Backup record(
      String id, BackupStatus status, Duration age, @Nullable String errorCode, List<Copy> copies) {
    Instant at = Instant.now().minus(age).truncatedTo(ChronoUnit.SECONDS);
    boolean running = status == BackupStatus.RUNNING;
    Backup backup =
        new Backup(
            id,
            Ids.next(),
            schedule,
            "server",
            "daily",
            "shop",
            List.of("shop"),
            "mysqldump",
            status,
            at,
            running ? null : at.plusSeconds(1),
            false,
            running ? null : new DumpFacts(4, "0123456789abcdef", 4, "0".repeat(64), null, "{}"),
            errorCode,
            null,
            copies,
            List.of());
    if (running) {
      cli.platform().catalog().begin(backup);
    } else {
      cli.platform().catalog().finish(backup);
    }
    return backup;
  }

  private Copy stored(String storage, String backupId, ObjectKey key) {
    Instant dump = CopyLock.endOf(put(storage, key).lock());
    Instant manifest = CopyLock.endOf(put(storage, KeyLayout.manifestKey(key)).lock());
    Instant until = locksOnRecord ? CopyLock.later(dump, manifest) : null;
    return copy(storage, backupId, key.value(), CopyStatus.STORED, until);
  }

  private Copy copy(
      String storage, String backupId, String key, CopyStatus status, @Nullable Instant until) {
    return new Copy(
            Ids.next(),
            backupId,
            storage,
            row(storage).id(),
            "some-host",
            key,
            "",
            status,
            4,
            status == CopyStatus.STORED ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : null,
            null,
            null,
            null,
            null)
        .lockedUntil(until);
  }

  private Storage row(String name) {
    return cli.platform().snapshots().get().storage(name).orElseThrow();
  }

  private StoredObject put(String storage, ObjectKey key) {
    try (StorageWriter writer = storage(storage).open(key, OptionalLong.empty())) {
      writer.write(new byte[] {'d', 'u', 'm', 'p'}, 0, 4);
      return writer.commit();
    }
  }
}
