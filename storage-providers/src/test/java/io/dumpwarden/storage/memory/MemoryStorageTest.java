package io.dumpwarden.storage.memory;

import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageProviderContract;
import java.time.InstantSource;

class MemoryStorageTest extends StorageProviderContract {

  @Override
  protected StorageProvider create() {
    return new MemoryStorage(InstantSource.system());
  }
}
