package io.dumpwarden.app;

import io.dumpwarden.catalog.LocalStorages;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.metadata.JdbiClusterLock;
import io.dumpwarden.metadata.JdbiSelfBackupRows;
import io.dumpwarden.metadata.JdbiStoreText;
import io.dumpwarden.node.ClusterLock;
import io.dumpwarden.recovery.SelfBackup;
import io.dumpwarden.recovery.SelfBackupRun;
import io.dumpwarden.recovery.SelfKey;
import io.dumpwarden.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Backs the metadata store itself up, into every storage that this node may write to. */
public final class SelfBackupService {

  /**
   * What became of it on one storage.
   *
   * @param outcome {@code stored}, {@code failed}, or {@code skipped}
   * @param message why not; the key where it is stored
   */
  public record Result(String storage, String outcome, String message) {}

  private final Platform platform;
  private final ClusterLock lock;
  private final SelfBackupRun run;

  public SelfBackupService(Platform platform) {
    this(platform, new JdbiClusterLock(platform.store()));
  }

  SelfBackupService(Platform platform, ClusterLock lock) {
    this.platform = platform;
    this.lock = lock;
    this.run =
        new SelfBackupRun(
            new SelfBackupRun.Store(
                new JdbiStoreText(platform.store()),
                rows(),
                BuildInfo.version(),
                platform.store()::now),
            new SelfKey(platform.masterKey()),
            platform.clock());
  }

  /** Makes one now, wherever it can. */
  public List<Result> runAll() {
    LocalStorages locals = platform.localStorages();
    List<Result> results = new ArrayList<>();
    for (Storage storage : platform.snapshots().get().storages()) {
      if (!storage.enabled()) {
        results.add(new Result(storage.name(), "skipped", "it is not enabled"));
      } else if (locals.isOfAnother(storage)) {
        results.add(new Result(storage.name(), "skipped", "it is another node's, or not mounted"));
      } else {
        results.add(result(storage));
      }
    }
    return results;
  }

  /** Those of all storages, newest first. */
  public List<SelfBackup> list(int limit) {
    return rows().list(limit);
  }

  JdbiSelfBackupRows rows() {
    return new JdbiSelfBackupRows(platform.store());
  }

  /**
   * Makes one on a storage, unless another node is at it.
   *
   * @throws StorageException where the storage does not take it
   * @throws DumpwardenException where the store cannot be read
   */
  boolean run(Storage storage, AtomicReference<SelfBackup> done) {
    return lock.tryRun(
        // MySQL's names of locks are short
        "self" + storage.id().replace("-", ""),
        () -> done.set(run.run(storage, platform.storages().open(storage))));
  }

  private Result result(Storage storage) {
    AtomicReference<SelfBackup> done = new AtomicReference<>();
    try {
      return run(storage, done)
          ? new Result(storage.name(), "stored", done.get().key())
          : new Result(storage.name(), "skipped", "another process is at it right now");
    } catch (StorageException | DumpwardenException e) {
      return new Result(storage.name(), "failed", "" + e.getMessage());
    }
  }
}
