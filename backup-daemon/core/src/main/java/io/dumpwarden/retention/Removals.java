package io.dumpwarden.retention;

import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyLock;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the copies of one pass. A storage that does not answer, or is not the one that was
 * configured, is asked once: it would keep us waiting for every copy of every series.
 */
final class Removals {

  private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

  private final StorageOpener storages;
  private final CopyRemoval removal;
  private final Set<String> proven = new HashSet<>();
  private final Set<String> left = new HashSet<>();

  Removals(BackupCatalog catalog, StorageOpener storages, InstantSource clock) {
    this.storages = storages;
    this.removal = new CopyRemoval(catalog, clock);
  }

  void remove(List<Copy> copies, Storage storage) {
    for (Copy copy : copies) {
      // one added later under the same name is another storage
      if (copy.storageId().equals(storage.id()) && isAtHand(storage)) {
        remove(copy, storage);
      }
    }
  }

  /**
   * A local storage shows its marker first: that, and no host's name, says whether its copies are
   * ours to remove.
   */
  private boolean isAtHand(Storage storage) {
    if (!proven.contains(storage.id()) && !left.contains(storage.id())) {
      try {
        storages.open(storage).check();
        proven.add(storage.id());
      } catch (StorageException | DumpwardenException e) {
        left.add(storage.id());
        LOG.warn("retention leaves storage {} alone: {}", storage.name(), e.getMessage());
      }
    }
    return !left.contains(storage.id());
  }

  private void remove(Copy copy, Storage storage) {
    try {
      tell(copy, storage, removal.remove(copy, storages.open(storage), false));
    } catch (StorageException e) {
      warn(copy, storage, e);
      if (e.kind() == Kind.UNAVAILABLE || e.kind() == Kind.NOT_RECOGNISED) {
        left.add(storage.id());
      }
    } catch (DumpwardenException e) {
      warn(copy, storage, e);
      left.add(storage.id());
    }
  }

  private static void tell(Copy copy, Storage storage, CopyFate fate) {
    if (fate instanceof CopyFate.Deleted) {
      LOG.info("retention removed {} from storage {}", copy.key(), storage.name());
    } else if (fate instanceof CopyFate.Locked lock && !lock.until().equals(copy.lockedUntil())) {
      LOG.info(
          "{} on storage {} is {}; retention removes it after that",
          copy.key(),
          storage.name(),
          CopyLock.text(lock.until()));
    }
  }

  private static void warn(Copy copy, Storage storage, RuntimeException e) {
    LOG.warn(
        "retention could not remove {} from storage {}: {}",
        copy.key(),
        storage.name(),
        e.getMessage());
  }
}
