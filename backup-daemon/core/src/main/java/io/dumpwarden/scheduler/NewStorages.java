package io.dumpwarden.scheduler;

import io.dumpwarden.config.Storage;

/** Makes ready what a storage that was never used needs: a local one's folder and marker. */
@FunctionalInterface
public interface NewStorages {

  /**
   * Does nothing where it was done before.
   *
   * @throws io.dumpwarden.storage.StorageException where it cannot be, or the folder belongs to
   *     something else
   */
  void initialise(Storage storage);
}
