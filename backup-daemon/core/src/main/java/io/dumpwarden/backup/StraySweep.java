package io.dumpwarden.backup;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes pending writes that no row tells of any more: a storage that was away when its upload was
 * to be aborted, a crash between beginning a write and recording it. Only those whose name carries
 * a run of ours that has ended: another installation may share the bucket.
 */
public final class StraySweep {

  private static final Logger LOG = LoggerFactory.getLogger(StraySweep.class);

  private final Supplier<ConfigSnapshot> config;
  private final StorageOpener storages;
  private final RunQueue queue;

  public StraySweep(Supplier<ConfigSnapshot> config, StorageOpener storages, RunQueue queue) {
    this.config = config;
    this.storages = storages;
    this.queue = queue;
  }

  /** Sweeps every enabled storage; one that does not answer is left for the next time. */
  public void sweep() {
    for (Storage storage : config.get().storages()) {
      if (storage.enabled()) {
        sweep(storage);
      }
    }
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
