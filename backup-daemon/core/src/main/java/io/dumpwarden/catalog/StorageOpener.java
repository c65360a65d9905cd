package io.dumpwarden.catalog;

import io.dumpwarden.config.Storage;
import io.dumpwarden.storage.StorageProvider;

/** Opens storages by their rows. Safe for use by many threads. */
public interface StorageOpener {

  /**
   * The provider for a storage, shared by everybody and kept open; a row that changed gets a new
   * one. Not to be closed by the caller.
   *
   * @throws io.dumpwarden.error.DumpwardenException where the secret cannot be read or a setting is
   *     wrong
   */
  StorageProvider open(Storage storage);
}
