package io.dumpwarden.backup;

import io.dumpwarden.config.Storage;
import io.dumpwarden.storage.StorageProvider;
import java.time.Duration;

/**
 * A storage that a run writes to.
 *
 * @param host the host that the storage belongs to; empty where every node reaches it
 */
record TargetStorage(Storage storage, StorageProvider provider, String host, Duration stallLimit) {

  String name() {
    return storage.name();
  }
}
