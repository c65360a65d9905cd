package io.dumpwarden.app;

import io.dumpwarden.anomaly.BackupJudge;
import io.dumpwarden.catalog.LocalStorages;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.JdbiCatalogImport;
import io.dumpwarden.metadata.JdbiCatalogRows;
import io.dumpwarden.recovery.CatalogCheck;
import io.dumpwarden.recovery.CatalogRebuild;
import io.dumpwarden.recovery.Finding;
import io.dumpwarden.recovery.RebuildReport;
import io.dumpwarden.recovery.SweepPreview;
import java.util.List;
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
    CatalogRebuild rebuild =
        new CatalogRebuild(new JdbiCatalogImport(platform.store()), platform.manifests());
    try {
      return rebuild.run(wish, platform.storages().open(row), findings);
    } finally {
      if (!dryRun) {
        judge(storage);
      }
    }
  }

  /** What was found in the backups is on no storage; without it retention trusts them all. */
  private void judge(String storage) {
    BackupJudge judge = platform.judge();
    platform.catalog().series().stream()
        .filter(series -> series.storage().equals(storage))
        .forEach(judge::catchUpInFull);
  }

  /**
   * Holds the catalog against storages; touches nothing.
   *
   * @param storages their names; all enabled ones within reach where there are none
   * @return the names of those that were looked at
   */
  public List<String> check(List<String> storages, Consumer<Finding> findings) {
    RunWiring wiring = new RunWiring(platform);
    CatalogCheck check =
        new CatalogCheck(
            new JdbiCatalogRows(platform.store()),
            platform.catalog(),
            new SweepPreview(
                wiring.nodes(), platform.catalog(), wiring.sweeper(), wiring.straySweep()));
    List<Storage> looked =
        storages.isEmpty() ? within() : storages.stream().map(this::storage).toList();
    looked.forEach(s -> check.run(s, platform.storages().open(s), findings));
    return looked.stream().map(Storage::name).toList();
  }

  private List<Storage> within() {
    LocalStorages locals = platform.localStorages();
    return platform.snapshots().get().storages().stream()
        .filter(Storage::enabled)
        .filter(storage -> !locals.isOfAnother(storage))
        .toList();
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
