package io.dumpwarden.app.desk;

import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.admin.desk.SystemDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.app.BuildInfo;
import io.dumpwarden.app.CatalogService;
import io.dumpwarden.app.Installation;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.SelfBackupService;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.recovery.Finding;
import io.dumpwarden.recovery.RebuildReport;
import io.dumpwarden.recovery.SelfBackup;
import io.dumpwarden.storage.StorageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The installation, as the commands {@code catalog} and {@code self-backup} see it. */
public final class DaemonSystem implements SystemDesk {

  private static final Logger LOG = LoggerFactory.getLogger(DaemonSystem.class);

  private final Platform platform;
  private final Installation installation;
  private final AtomicBoolean backingUp = new AtomicBoolean();
  private final Semaphore catalog = new Semaphore(1);

  public DaemonSystem(Platform platform) {
    this.platform = platform;
    this.installation = new Installation(platform);
  }

  @Override
  public Facts facts() {
    return new Facts(
        BuildInfo.version(),
        System.getProperty("java.version"),
        platform.config().nodeName(),
        installation.store(),
        installation.isEmbedded(),
        installation.schemaVersion().orElse(null),
        installation.masterKeyId(),
        installation.programs());
  }

  @Override
  public List<AtWork> nodes() {
    return installation.nodes().stream()
        .map(known -> new AtWork(known.node(), known.leaseUntil(), known.alive()))
        .toList();
  }

  @Override
  public List<SelfBackup> selfBackups(int limit) {
    return new SelfBackupService(platform).list(limit);
  }

  @Override
  public void backUpSelf(Caller caller) {
    if (!backingUp.compareAndSet(false, true)) {
      return;
    }
    Thread thread = new Thread(this::backUp, "self-backup-asked");
    thread.setDaemon(true);
    try {
      append(caller, "self-backup", "metadata", Map.of());
      thread.start();
    } catch (RuntimeException e) {
      backingUp.set(false);
      throw e;
    }
  }

  private void backUp() {
    try {
      new SelfBackupService(platform)
          .runAll()
          .forEach(
              result ->
                  LOG.info(
                      "self-backup into {}: {}, {}",
                      result.storage(),
                      result.outcome(),
                      result.message()));
    } catch (DumpwardenException e) {
      LOG.warn("the self-backup that was asked for failed: {}", e.getMessage());
    } finally {
      backingUp.set(false);
    }
  }

  @Override
  public List<String> checkCatalog(List<String> storages, Consumer<Finding> findings) {
    return alone(() -> new CatalogService(platform).check(storages, findings));
  }

  @Override
  public RebuildReport rebuildCatalog(Rebuild wish, Consumer<Finding> findings, Caller caller) {
    return alone(() -> wish.dryRun() ? rebuild(wish, findings) : audited(wish, findings, caller));
  }

  private RebuildReport rebuild(Rebuild wish, Consumer<Finding> findings) {
    return new CatalogService(platform)
        .rebuild(wish.storage(), wish.dryRun(), wish.importForeign(), findings);
  }

  /** Before too: what was added half-way has somebody who asked for it. */
  private RebuildReport audited(Rebuild wish, Consumer<Finding> findings, Caller caller) {
    Map<String, @Nullable String> words = new LinkedHashMap<>();
    words.put("importForeign", String.valueOf(wish.importForeign()));
    words.put("status", "begun");
    append(caller, "rebuild", wish.storage(), words);
    words.put("status", "broken off");
    try {
      RebuildReport report = rebuild(wish, findings);
      words.remove("status");
      words.put("backupsAdded", String.valueOf(report.backupsAdded()));
      words.put("copiesAdded", String.valueOf(report.copiesAdded()));
      return report;
    } finally {
      append(caller, "rebuild", wish.storage(), words);
    }
  }

  private void append(
      Caller caller, String action, String key, Map<String, @Nullable String> after) {
    platform
        .audit()
        .append(
            new AuditEntry(
                platform.clock().instant(),
                caller.actor(),
                action,
                "catalog",
                key,
                Map.of(),
                after));
  }

  /** Both read whole storages: more than one at a time helps nobody. */
  private <T> T alone(Supplier<T> work) {
    if (!catalog.tryAcquire()) {
      throw new DumpwardenException(
          ErrorCode.BUSY,
          "the catalog is being checked or rebuilt already",
          "try again when that is done",
          null);
    }
    try {
      return work.get();
    } catch (StorageException e) {
      throw new DumpwardenException(
          ErrorCode.STORAGE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    } finally {
      catalog.release();
    }
  }
}
