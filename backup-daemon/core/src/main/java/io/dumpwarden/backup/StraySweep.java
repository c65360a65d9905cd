package io.dumpwarden.backup;

import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what was left on a storage that was away when its upload was to be aborted or its dump to
 * be taken back, or by a crash between beginning a write and recording it. Pending writes go where
 * their name carries a run of ours that has ended: another installation may share the bucket; dumps
 * without a manifest go where the row of a failed copy tells of them. Used by one thread at a time.
 */
public final class StraySweep {

  private static final Logger LOG = LoggerFactory.getLogger(StraySweep.class);

  private static final int LOOKED_AT = 200;
  private static final List<BackupStatus> FLAWED =
      List.of(
          BackupStatus.PARTIAL,
          BackupStatus.FAILED,
          BackupStatus.CANCELLED,
          BackupStatus.INTERRUPTED);

  private final Supplier<ConfigSnapshot> config;
  private final StorageOpener storages;
  private final RunQueue queue;
  private final BackupCatalog catalog;
  private final CopySweeper sweeper;
  private final Set<String> swept = ConcurrentHashMap.newKeySet();

  public StraySweep(
      Supplier<ConfigSnapshot> config,
      StorageOpener storages,
      RunQueue queue,
      BackupCatalog catalog,
      CopySweeper sweeper) {
    this.config = config;
    this.storages = storages;
    this.queue = queue;
    this.catalog = catalog;
    this.sweeper = sweeper;
  }

  /** Sweeps every enabled storage; one that does not answer is left for the next time. */
  public void sweep() {
    for (Storage storage : config.get().storages()) {
      if (storage.enabled()) {
        sweep(storage);
      }
    }
    FLAWED.forEach(this::sweepFailedCopies);
  }

  /** Each failed copy once, among those of the newest backups. */
  private void sweepFailedCopies(BackupStatus status) {
    catalog.list(new BackupFilter(null, null, null, status.id(), null, null, LOOKED_AT)).stream()
        .flatMap(backup -> backup.copies().stream())
        .filter(copy -> copy.status() == CopyStatus.FAILED && !copy.uploadId().isEmpty())
        .filter(copy -> !swept.contains(copy.id()))
        .filter(copy -> sweeper.sweep(List.of(copy)))
        .forEach(copy -> swept.add(copy.id()));
  }

  private void sweep(Storage storage) {
    try {
      StorageProvider provider = storages.open(storage);
      for (PendingWrite write : provider.pendingWrites("")) {
        if (ofEndedRun(write)) {
          provider.discard(write);
          LOG.info("swept a stray write of {} on storage {}", write.key(), storage.name());
        }
      }
    } catch (StorageException | DumpwardenException e) {
      LOG.warn("storage {} cannot be swept now: {}", storage.name(), e.getMessage());
    }
  }

  private boolean ofEndedRun(PendingWrite write) {
    return KeyLayout.runId(write.key())
        .flatMap(queue::find)
        .filter(run -> run.status().isFinal())
        .isPresent();
  }
}
