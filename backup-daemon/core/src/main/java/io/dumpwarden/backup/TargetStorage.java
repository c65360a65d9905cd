package io.dumpwarden.backup;

import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import java.time.Duration;

/**
 * A storage that a run writes to.
 *
 * @param host the host that the storage belongs to; empty where every node reaches it
 */
record TargetStorage(Storage storage, StorageOpener opener, String host, Duration stallLimit) {

  String name() {
    return storage.name();
  }

  /**
   * @throws StorageException where its settings or secrets are of no use: a failure of this storage
   *     alone
   */
  StorageProvider provider() {
    try {
      return opener.open(storage);
    } catch (DumpwardenException e) {
      throw new StorageException(Kind.INVALID, "" + e.getMessage(), e);
    }
  }
}
