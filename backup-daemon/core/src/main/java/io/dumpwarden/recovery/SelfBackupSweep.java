package io.dumpwarden.recovery;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.config.Storage;
import io.dumpwarden.recovery.SelfBackup.Status;
import io.dumpwarden.recovery.StoredSelfBackups.Found;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes backups of the metadata store: those half-written, and those beyond the newest. */
final class SelfBackupSweep {

  /** So many of a storage stay. */
  static final int KEPT = 14;

  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  /** How long rows of those that failed or are deleted stay. */
  private static final Duration HISTORY = Duration.ofDays(90);

  private static final Logger LOG = LoggerFactory.getLogger(SelfBackupSweep.class);

  private final SelfBackupRows rows;
  private final SelfKey key;
  private final InstantSource clock;
  private final InstantSource storeClock;

  /**
   * @param storeClock the metadata store's: where the two differ, one of them jumped
   */
  SelfBackupSweep(SelfBackupRows rows, SelfKey key, InstantSource clock, InstantSource storeClock) {
    this.rows = rows;
    this.key = key;
    this.clock = clock;
    this.storeClock = storeClock;
  }

  /**
   * What a crash left, and what a restored store takes for running because it was when it was
   * backed up: whole with its manifest, or removed.
   */
  void leftovers(Storage storage, StorageProvider provider) {
    List<SelfBackup> running = rows.ofStorage(storage.id(), Status.RUNNING);
    if (running.isEmpty()) {
      return;
    }
    List<Found> whole = new StoredSelfBackups(provider, key).list();
    for (SelfBackup backup : running) {
      rows.update(settled(backup, whole, provider));
    }
  }

  /**
   * What cannot be removed, for a lock on it maybe, must not keep the next ones from being made.
   */
  private SelfBackup settled(SelfBackup backup, List<Found> whole, StorageProvider provider) {
    ObjectKey object = new ObjectKey(backup.key());
    Optional<SelfBackupManifest> proven =
        whole.stream()
            .filter(found -> found.ours() && found.key().equals(object))
            .map(Found::manifest)
            .findFirst();
    String left = "nothing is left";
    try {
      if (!backup.uploadId().isEmpty()) {
        provider.discard(new PendingWrite(object, backup.uploadId(), Instant.EPOCH));
      }
      if (proven.isEmpty()) {
        remove(provider, object);
      }
    } catch (StorageException e) {
      LOG.warn("{} stays on storage {}: {}", object, backup.storage(), e.getMessage());
      left = "what there is of it stays: " + e.getMessage();
    }
    String why = "interrupted; " + left;
    return proven.map(backup::stored).orElseGet(() -> backup.failed(why, clock.instant()));
  }

  /**
   * Leaves the newest that our master key signed, and whatever others wrote: a row does not tell
   * what is there after a store was lost. Those of times to come stay and count for nothing: some
   * clock was wrong.
   *
   * @param made just now: stays, and counts
   */
  void beyondNewest(Storage storage, StorageProvider provider, ObjectKey made) {
    Instant now = clock.instant();
    Duration apart = Duration.between(storeClock.instant(), now).abs();
    if (apart.compareTo(CLOCK_TOLERANCE) > 0) {
      LOG.warn(
          "old self-backups stay on storage {}: this machine's clock and the metadata store's are {} s apart; set both right",
          storage.name(),
          apart.toSeconds());
      return;
    }
    List<Found> earlier =
        new StoredSelfBackups(provider, key)
            .list().stream().filter(Found::ours).filter(f -> isEarlier(f, made, now)).toList();
    rows.forget(storage.id(), now.minus(HISTORY));
    List<SelfBackup> known = rows.ofStorage(storage.id(), Status.STORED);
    for (Found old : earlier.subList(Math.min(KEPT - 1, earlier.size()), earlier.size())) {
      try {
        remove(provider, old.key());
        known.stream()
            .filter(row -> row.key().equals(old.key().value()))
            .forEach(row -> rows.update(deleted(row)));
      } catch (StorageException e) {
        // a lock on the object: it goes when that ends
        LOG.info("{} stays on storage {} for now: {}", old.key(), storage.name(), e.getMessage());
      }
    }
  }

  private static boolean isEarlier(Found found, ObjectKey made, Instant now) {
    SelfBackupManifest manifest = found.manifest();
    return manifest != null && !manifest.startedAt().isAfter(now) && !found.key().equals(made);
  }

  /** The manifest goes last, as with every backup. */
  void remove(StorageProvider provider, ObjectKey object) {
    provider.delete(object);
    provider.delete(KeyLayout.manifestKey(object));
  }

  private static SelfBackup deleted(SelfBackup row) {
    return new SelfBackup(
        row.id(),
        row.storage(),
        row.storageId(),
        row.key(),
        row.uploadId(),
        Status.DELETED,
        row.startedAt(),
        row.endedAt(),
        row.bytes(),
        row.sha256(),
        null);
  }
}
