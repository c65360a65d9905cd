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
    return told(() -> new CatalogService(platform).check(storages, findings));
  }

  @Override
  public RebuildReport rebuildCatalog(Rebuild wish, Consumer<Finding> findings, Caller caller) {
    RebuildReport report =
        told(
            () ->
                new CatalogService(platform)
                    .rebuild(wish.storage(), wish.dryRun(), wish.importForeign(), findings));
    if (!wish.dryRun()) {
      Map<String, @Nullable String> done = new LinkedHashMap<>();
      done.put("importForeign", String.valueOf(wish.importForeign()));
      done.put("backupsAdded", String.valueOf(report.backupsAdded()));
      done.put("copiesAdded", String.valueOf(report.copiesAdded()));
      append(caller, "rebuild", wish.storage(), done);
    }
    return report;
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

  private static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (StorageException e) {
      throw new DumpwardenException(
          ErrorCode.STORAGE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }
}
