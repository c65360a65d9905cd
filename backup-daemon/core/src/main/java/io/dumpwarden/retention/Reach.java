package io.dumpwarden.retention;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which storages are at hand. Each is asked once to show that it is the one that was configured:
 * that, and no host's name, says whether a local one's copies are ours to remove. Used by one
 * thread.
 */
final class Reach {

  private final ConfigSnapshot config;
  private final StorageOpener storages;

  /** Why a storage is out of reach, by its id; null for one that is at hand. */
  private final Map<String, @Nullable String> asked = new HashMap<>();

  Reach(ConfigSnapshot config, StorageOpener storages) {
    this.config = config;
    this.storages = storages;
  }

  /** Why the copy's storage is out of reach; empty where it is at hand. */
  Optional<String> obstacle(Copy copy) {
    Optional<Storage> storage = OutputFolder.storageOf(copy, config);
    if (storage.isEmpty()) {
      return Optional.of("storage %s is no longer configured".formatted(copy.storage()));
    }
    if (!asked.containsKey(storage.get().name())) {
      asked.put(storage.get().name(), ask(storage.get(), copy));
    }
    return Optional.ofNullable(asked.get(storage.get().name()));
  }

  /** Only where nothing stands in the way. */
  StorageProvider storageOf(Copy copy) {
    return storages.open(OutputFolder.storageOf(copy, config).orElseThrow());
  }

  private @Nullable String ask(Storage storage, Copy copy) {
    try {
      storages.open(storage).check();
      return null;
    } catch (StorageException e) {
      boolean elsewhere = e.kind() == Kind.NOT_RECOGNISED && copy.host() != null;
      return elsewhere
          ? "it rests on host %s, or its disk is not mounted: %s"
              .formatted(copy.host(), e.getMessage())
          : "" + e.getMessage();
    } catch (DumpwardenException e) {
      return "" + e.getMessage();
    }
  }
}
