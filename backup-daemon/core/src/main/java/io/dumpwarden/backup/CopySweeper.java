package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Removes what dead runs left half-written. An object whose manifest stands beside it is whole: it
 * is never removed, but counted as the stored copy that it is.
 */
public final class CopySweeper {

  private static final Logger LOG = LoggerFactory.getLogger(CopySweeper.class);
  private static final int MAX_MANIFEST = 64 * 1024 * 1024;

  /**
   * @param complete whether nothing is left that another host would have to sweep
   */
  record Swept(Backup backup, boolean complete) {}

  private final Supplier<ConfigSnapshot> config;
  private final StorageOpener storages;
  private final BackupCatalog catalog;
  private final ManifestFormat manifests;
  private final InstantSource clock;

  public CopySweeper(
      Supplier<ConfigSnapshot> config,
      StorageOpener storages,
      BackupCatalog catalog,
      ManifestFormat manifests,
      InstantSource clock) {
    this.config = config;
    this.storages = storages;
    this.catalog = catalog;
    this.manifests = manifests;
    this.clock = clock;
  }

  /**
   * Sweeps copies whose backup has ended already; answers whether none is left that another host,
   * or a later time, would have to sweep. One that proves to be whole is counted where the backup
   * itself is good, and left alone where it is not.
   */
  boolean sweep(List<Copy> copies) {
    boolean complete = true;
    for (Copy copy : copies) {
      Optional<Copy> swept = sweep(copy);
      complete &= swept.isPresent();
      swept.filter(c -> c.status() == CopyStatus.STORED).ifPresent(this::complete);
      swept
          .filter(c -> c.status() == CopyStatus.FAILED && copy.status() == CopyStatus.PENDING)
          .ifPresent(c -> catalog.markCopy(c.id(), c.status(), clock.instant()));
    }
    return complete;
  }

  private void complete(Copy stored) {
    catalog
        .find(stored.backupId())
        .filter(backup -> backup.status() == BackupStatus.PARTIAL)
        .ifPresent(backup -> catalog.finish(with(backup, stored)));
  }

  private static Backup with(Backup was, Copy stored) {
    List<Copy> copies =
        was.copies().stream().map(c -> c.id().equals(stored.id()) ? stored : c).toList();
    boolean everywhere = copies.stream().allMatch(c -> c.status() == CopyStatus.STORED);
    return new Backup(
        was.id(),
        was.runId(),
        was.schedule(),
        was.server(),
        was.type(),
        was.scope(),
        was.databases(),
        was.engine(),
        everywhere ? BackupStatus.SUCCEEDED : BackupStatus.PARTIAL,
        was.startedAt(),
        was.finishedAt(),
        was.pinned(),
        was.result(),
        everywhere ? null : was.errorCode(),
        everywhere ? null : was.message(),
        copies);
  }

  /** Sweeps a backup that was running when its node died; the answer says how it ends. */
  Swept sweep(Backup backup, Node dead) {
    List<Copy> swept = new ArrayList<>();
    @Nullable DumpFacts facts = null;
    boolean complete = true;
    for (Copy copy : backup.copies()) {
      Optional<Copy> result = copy.status() == CopyStatus.PENDING ? sweep(copy) : Optional.of(copy);
      complete &= result.isPresent();
      swept.add(result.orElse(copy));
      if (result.filter(c -> c.status() == CopyStatus.STORED).isPresent() && facts == null) {
        facts = facts(copy).orElse(null);
      }
    }
    return new Swept(ended(backup, dead, swept, facts), complete);
  }

  /**
   * The copy as it stands after the sweep; empty where this node cannot reach it. A local storage's
   * marker, and no host's name, says whether it can: a container comes back under a new name.
   */
  private Optional<Copy> sweep(Copy copy) {
    try {
      Optional<StorageProvider> provider = provider(copy);
      return Optional.of(
          provider.isPresent()
              ? sweep(copy, provider.get())
              : copy.failed("interrupted; its storage is no longer configured"));
    } catch (StorageException | DumpwardenException e) {
      boolean elsewhere =
          e instanceof StorageException s && s.kind() == StorageException.Kind.NOT_RECOGNISED;
      LOG.atLevel(elsewhere ? Level.DEBUG : Level.WARN)
          .log("{} on storage {} cannot be swept now: {}", copy.key(), copy.storage(), e);
      return Optional.empty();
    }
  }

  private Copy sweep(Copy copy, StorageProvider provider) {
    ObjectKey key = new ObjectKey(copy.key());
    if (provider.stat(KeyLayout.manifestKey(key)).isPresent()) {
      return provider
          .stat(key)
          .map(object -> copy.stored(object.bytes(), object.modifiedAt()))
          .orElseGet(() -> copy.failed("interrupted; only its manifest is there"));
    }
    if (!copy.uploadId().isEmpty()) {
      provider.discard(new PendingWrite(key, copy.uploadId(), Instant.EPOCH));
    }
    if (provider.stat(key).isPresent()) {
      provider.delete(key);
      LOG.info("swept {} of storage {}: no manifest stands beside it", key, copy.storage());
    }
    return copy.failed("interrupted; what was written is removed");
  }

  private Optional<StorageProvider> provider(Copy copy) {
    return config
        .get()
        .storage(copy.storage())
        .filter(s -> s.id().equals(copy.storageId()))
        .map(this::open);
  }

  private StorageProvider open(Storage storage) {
    return storages.open(storage);
  }

  private Optional<DumpFacts> facts(Copy copy) {
    ObjectKey key = KeyLayout.manifestKey(new ObjectKey(copy.key()));
    try (InputStream in = provider(copy).orElseThrow().read(key, 0)) {
      String json = new String(in.readNBytes(MAX_MANIFEST), StandardCharsets.UTF_8);
      Manifest manifest = manifests.read(json);
      Manifest.StoredFile file = manifest.objects().get(0);
      return Optional.of(
          new DumpFacts(
              manifest.raw().bytes(), manifest.raw().digest(), file.bytes(), file.sha256(), json));
    } catch (IOException | StorageException | IllegalArgumentException e) {
      LOG.warn("the manifest {} cannot be read: {}", key, e.toString());
      return Optional.empty();
    }
  }

  private Backup ended(Backup was, Node dead, List<Copy> copies, @Nullable DumpFacts facts) {
    boolean everywhere = copies.stream().allMatch(c -> c.status() == CopyStatus.STORED);
    BackupStatus status =
        facts == null
            ? BackupStatus.INTERRUPTED
            : everywhere ? BackupStatus.SUCCEEDED : BackupStatus.PARTIAL;
    DumpwardenException why =
        new DumpwardenException(
            ErrorCode.INTERRUPTED, "node %s ended during the backup".formatted(dead.name()));
    boolean good = status == BackupStatus.SUCCEEDED;
    return new Backup(
        was.id(),
        was.runId(),
        was.schedule(),
        was.server(),
        was.type(),
        was.scope(),
        was.databases(),
        was.engine(),
        status,
        was.startedAt(),
        clock.instant(),
        was.pinned(),
        facts,
        good ? null : why.code().code(),
        good ? null : why.getMessage(),
        copies);
  }
}
