package io.dumpwarden.app;

import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.JdbiCatalogImport;
import io.dumpwarden.recovery.CatalogRebuild;
import io.dumpwarden.recovery.Finding;
import io.dumpwarden.recovery.RebuildReport;
import java.util.function.Consumer;

/** The catalog held against the storages, and made again from them. */
public final class CatalogService {

  private final Platform platform;

  public CatalogService(Platform platform) {
    this.platform = platform;
  }

  /**
   * Makes the rows of a storage's backups again.
   *
   * @throws DumpwardenException {@code NOT_FOUND} where there is no such storage
   */
  public RebuildReport rebuild(
      String storage, boolean dryRun, boolean importForeign, Consumer<Finding> findings) {
    Storage row = storage(storage);
    CatalogRebuild.Wish wish =
        new CatalogRebuild.Wish(
            row, isShared(row) ? null : EnvironmentReader.hostName(), dryRun, importForeign);
    return new CatalogRebuild(new JdbiCatalogImport(platform.store()), platform.manifests())
        .run(wish, platform.storages().open(row), findings);
  }

  private Storage storage(String name) {
    return platform
        .snapshots()
        .get()
        .storage(name)
        .orElseThrow(
            () ->
                new DumpwardenException(ErrorCode.NOT_FOUND, "there is no valid storage " + name));
  }

  private static boolean isShared(Storage storage) {
    return storage.type() != StorageType.LOCAL
        || storage.setting("shared").map(Boolean::parseBoolean).orElse(false);
  }
}
