package io.dumpwarden.app;

import io.dumpwarden.catalog.ConfiguredStorages;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.metadata.JdbiStoreText;
import io.dumpwarden.recovery.SelfKey;
import io.dumpwarden.recovery.SelfRestore;
import io.dumpwarden.recovery.SelfRestore.Candidate;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import io.dumpwarden.storage.local.LocalStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Brings the metadata store back, on a machine that has nothing but the master key. */
public final class SelfRestoreService {

  private final DaemonConfig config;
  private final DataDirectory data;
  private final MasterKey key;

  /**
   * @throws io.dumpwarden.error.DumpwardenException {@code MASTER_KEY_WRONG} where there is none:
   *     before anything is opened
   */
  public SelfRestoreService(DaemonConfig config, DataDirectory data) {
    this.config = config;
    this.data = data;
    this.key = new MasterKeys(config, data).required();
  }

  /** What can be restored from a storage, newest first. */
  public List<Candidate> list(Storage storage) {
    return with(storage, SelfRestore::list);
  }

  /**
   * Restores one into the metadata store that the environment names.
   *
   * @param file empty for the newest
   */
  public Candidate restore(Storage storage, String file) {
    AtomicReference<MetadataAccess> opened = new AtomicReference<>();
    try {
      return with(
          storage,
          restore ->
              restore.run(
                  file,
                  () -> {
                    MetadataAccess access = MetadataAccess.connect(config, data);
                    opened.set(access);
                    return new JdbiStoreText(access.store());
                  }));
    } finally {
      Optional.ofNullable(opened.get()).ifPresent(MetadataAccess::close);
    }
  }

  private <T> T with(Storage storage, Function<SelfRestore, T> work) {
    SealedVault vault =
        new SealedVault(
            key, List.of(data.secrets(), Path.of("/run/secrets")), System.getenv()::get);
    data.prepareTemporary();
    try (ConfiguredStorages storages =
        new ConfiguredStorages(vault, data.temporary(), Platform.machineClock())) {
      return work.apply(new SelfRestore(storages.open(recognised(storage)), new SelfKey(key)));
    } finally {
      data.deleteTemporary();
    }
  }

  /** A folder is read as the storage that its marker says it is, or as what it is without one. */
  private static Storage recognised(Storage storage) {
    if (storage.type() != StorageType.LOCAL) {
      return storage;
    }
    Path path = Path.of(storage.setting("path").orElseThrow());
    return LocalStorage.idOf(path)
        .map(id -> new Storage(id, storage.name(), storage.type(), storage.settings(), null, true))
        .orElseGet(() -> OutputFolder.storage(path));
  }
}
