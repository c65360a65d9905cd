package io.dumpwarden.sweep;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyLock;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.run.Run;
import io.dumpwarden.storage.LockedException;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.ObjectLock;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Removes what dead or failed runs left half-written. A dump whose manifest stands beside it is
 * never removed: where the manifest proves to be ours and to fit, it counts as the stored copy that
 * it is. Safe for use by several threads and nodes at once.
 */
public final class CopySweeper {

  private static final Logger LOG = LoggerFactory.getLogger(CopySweeper.class);

  /** A node that seems dead may only be paused, between a dump and its manifest. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Supplier<ConfigSnapshot> config;
  private final StorageOpener storages;
  private final BackupCatalog catalog;
  private final ManifestProof proof;
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
    this.proof = new ManifestProof(manifests);
    this.clock = clock;
  }

  /** Ends the backups that a run was at when nobody worked at it any more. */
  void endBackups(Run run, String why) {
    catalog.ofRun(run.id()).stream()
        .filter(backup -> backup.status() == BackupStatus.RUNNING)
        .map(backup -> SweptBackup.interrupted(backup, why, clock.instant()))
        .forEach(catalog::finish);
  }

  /** Sweeps what a dead node may have left half-written. */
  boolean sweepUnfinished(Node dead) {
    return sweep(catalog.pendingOf(dead.id()));
  }

  /** Counts as failed what nobody reaches; should it come back, the strays' sweep finds it. */
  int giveUp(Node dead) {
    List<Copy> left = catalog.pendingOf(dead.id());
    left.forEach(copy -> catalog.settle(copy.failed("interrupted; not reached since")));
    return left.size();
  }

  /**
   * Sweeps copies whose backup has ended already; answers whether none is left that another host,
   * or a later time, would have to sweep. One that proves to be whole is counted, and makes its
   * backup good.
   */
  public boolean sweep(List<Copy> copies) {
    return sweep(copies, new HashSet<>());
  }

  /**
   * @param away storages that did not answer, which are not asked again; added to
   */
  public boolean sweep(List<Copy> copies, Set<String> away) {
    boolean complete = true;
    for (Copy copy : copies) {
      complete &= isLocked(copy) || !away.contains(place(copy)) && swept(copy, away);
    }
    return complete;
  }

  /** One that failed and is locked is for later: its row knows when. A hold's end nobody knows. */
  private boolean isLocked(Copy copy) {
    return copy.status() == CopyStatus.FAILED
        && copy.isLockedAt(clock.instant())
        && !CopyLock.LEGAL_HOLD.equals(copy.lockedUntil());
  }

  /** Folders that were given by their paths have no id. */
  private static String place(Copy copy) {
    return copy.storageId().isEmpty() ? copy.storage() : copy.storageId();
  }

  /**
   * A local storage's marker, and no host's name, says whether it is within reach: a container
   * comes back under a new name.
   */
  private boolean swept(Copy copy, Set<String> away) {
    try {
      Optional<StorageProvider> provider = provider(copy);
      if (provider.isPresent()) {
        return sweep(copy, provider.get());
      }
      return settle(copy, "interrupted; its storage is no longer configured");
    } catch (LockedException e) {
      return leaveLocked(copy, e.lock());
    } catch (StorageException | DumpwardenException e) {
      if (e instanceof DumpwardenException d && d.code() == ErrorCode.METADATA_UNAVAILABLE) {
        throw d;
      }
      away.add(place(copy));
      boolean elsewhere =
          e instanceof StorageException s && s.kind() == StorageException.Kind.NOT_RECOGNISED;
      LOG.atLevel(elsewhere ? Level.DEBUG : Level.WARN)
          .log(
              "{} on storage {} cannot be swept now: {}",
              copy.key(),
              copy.storage(),
              e.getMessage());
      return false;
    }
  }

  /** For later, when the strays' sweep comes by: no failure, and nothing that others wait for. */
  private boolean leaveLocked(Copy copy, ObjectLock lock) {
    Copy locked = copy.lockedUntil(CopyLock.endOf(lock));
    catalog.settle(
        copy.status() == CopyStatus.FAILED
            ? locked
            : locked.failed("interrupted; what was written is " + lock.text()));
    LOG.debug("{} on storage {} is {}", copy.key(), copy.storage(), lock.text());
    return true;
  }

  /** Answers whether it is done with: a young dump without a manifest is left for a later time. */
  private boolean sweep(Copy copy, StorageProvider provider) {
    ObjectKey key = new ObjectKey(copy.key());
    if (!copy.uploadId().isEmpty()) {
      // first of all: whoever still writes cannot commit a dump from here on
      provider.discard(new PendingWrite(key, copy.uploadId(), Instant.EPOCH));
    }
    Fate fate = fate(copy, provider);
    if (fate.verdict().isPresent()) {
      return count(copy, fate.verdict().get());
    }
    if (fate.waits()) {
      return false;
    }
    provider.delete(KeyLayout.usersKey(key));
    if (fate.dump().isPresent()) {
      provider.delete(key);
      LOG.info("swept {} of storage {}: no manifest stands beside it", key, copy.storage());
    }
    return settle(copy, "interrupted; what was written is removed");
  }

  /**
   * What is to become of a copy.
   *
   * @param verdict of the manifest that stands beside its dump; nothing is removed then
   */
  private record Fate(
      Optional<ManifestProof.Verdict> verdict, Optional<StoredObject> dump, boolean waits) {

    String inWords() {
      if (verdict.isPresent()) {
        return verdict.get() instanceof ManifestProof.Refuted refuted
            ? "it is given up and left where it is: " + refuted.why()
            : "it is whole, and counts as stored";
      }
      if (waits) {
        return "it waits for its manifest";
      }
      if (dump.isEmpty()) {
        return "nothing is left of it";
      }
      ObjectLock lock = dump.get().lock();
      return "the dump is removed: it has no manifest"
          + (lock == null ? "" : "; but not while it is " + lock.text());
    }
  }

  private Fate fate(Copy copy, StorageProvider provider) {
    ObjectKey key = new ObjectKey(copy.key());
    if (provider.stat(KeyLayout.manifestKey(key)).isPresent()) {
      return new Fate(Optional.of(proof.of(copy, provider)), Optional.empty(), false);
    }
    Optional<StoredObject> dump = provider.stat(key);
    boolean waits = dump.isPresent() && mayGetItsManifest(copy, dump.get());
    return new Fate(Optional.empty(), dump, waits);
  }

  /**
   * What the next sweep does with a copy that was not written to its end, in words; touches
   * nothing.
   *
   * @throws StorageException where the storage does not answer
   */
  public String preview(Copy copy, StorageProvider provider) {
    return fate(copy, provider).inWords();
  }

  /** Of a failed copy its own run said that it takes nothing more. */
  private boolean mayGetItsManifest(Copy copy, StoredObject dump) {
    return copy.status() == CopyStatus.PENDING
        && dump.modifiedAt().plus(PATIENCE).isAfter(clock.instant());
  }

  private boolean count(Copy copy, ManifestProof.Verdict verdict) {
    if (verdict instanceof ManifestProof.Proven proven) {
      Copy stored = copy.stored(proven.facts().storedBytes(), proven.storedAt());
      Optional<Backup> good =
          catalog
              .find(copy.backupId())
              .flatMap(was -> SweptBackup.with(was, stored, proven, clock.instant()));
      good.ifPresent(catalog::finish);
      return good.isPresent() || settle(copy, "whole, but its backup was given up");
    }
    String why = ((ManifestProof.Refuted) verdict).why();
    LOG.warn("{} on storage {} is not counted: {}", copy.key(), copy.storage(), why);
    return settle(copy, "interrupted; " + why);
  }

  /** One that had failed is done with now; any other is looked at once more, with the strays. */
  private boolean settle(Copy copy, String why) {
    catalog.settle(copy.status() == CopyStatus.FAILED ? copy.withoutUpload() : copy.failed(why));
    return true;
  }

  private Optional<StorageProvider> provider(Copy copy) {
    return OutputFolder.storageOf(copy, config.get()).map(storages::open);
  }
}
