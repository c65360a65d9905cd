package io.dumpwarden.retention;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.AuditLog;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyLock;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.retention.CopyVerdict.Result;
import io.dumpwarden.storage.StorageException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deletes backups that somebody names, copy by copy: the objects first, then the row is marked. The
 * backup's own row stays, with its history. Refuses what is pinned and the last good copy of a
 * series, unless forced; what is being written, and what its storage locks, always. Safe for use by
 * many threads.
 */
public final class BackupDeletion {

  private final Supplier<ConfigSnapshot> config;
  private final BackupCatalog catalog;
  private final StorageOpener storages;
  private final AuditLog audit;
  private final InstantSource clock;

  public BackupDeletion(
      Supplier<ConfigSnapshot> config,
      BackupCatalog catalog,
      StorageOpener storages,
      AuditLog audit,
      InstantSource clock) {
    this.config = config;
    this.catalog = catalog;
    this.storages = storages;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What would become of each copy that is there; looks at the storages and removes nothing.
   *
   * @throws DumpwardenException {@code NOT_FOUND} where there is no such backup, or none of its
   *     copies was ever meant for the storage
   */
  public List<CopyVerdict> plan(DeletionWish wish) {
    Reach reach = new Reach(config.get(), storages);
    return backups(wish).stream().flatMap(b -> verdicts(b, wish, reach).stream()).toList();
  }

  /**
   * Deletes what may go. Each backup is judged once more right before, so that what was pinned, or
   * became the last good one, since the plan stays.
   *
   * @return what became of each copy that was there
   * @throws DumpwardenException as {@link #plan}, before anything is removed
   */
  public List<CopyVerdict> delete(DeletionWish wish, Actor actor) {
    Reach reach = new Reach(config.get(), storages);
    List<CopyVerdict> outcomes = new ArrayList<>();
    for (Backup backup : backups(wish)) {
      List<CopyVerdict> verdicts = verdicts(backup, wish, reach);
      record(backup, verdicts, wish, actor);
      verdicts.forEach(verdict -> outcomes.add(carriedOut(verdict, wish, reach)));
    }
    return outcomes;
  }

  private List<Backup> backups(DeletionWish wish) {
    List<Backup> found = new ArrayList<>();
    for (String id : wish.backups()) {
      Backup backup = catalog.find(id).orElseThrow(() -> missing("there is no backup " + id));
      String storage = wish.storage();
      if (storage != null
          && backup.copies().stream().noneMatch(copy -> copy.storage().equals(storage))) {
        throw missing("backup %s has no copy on storage %s".formatted(id, storage));
      }
      found.add(backup);
    }
    return found;
  }

  private List<CopyVerdict> verdicts(Backup backup, DeletionWish wish, Reach reach) {
    Protection protection = new Protection(catalog, clock);
    return backup.copies().stream()
        .filter(copy -> wish.storage() == null || wish.storage().equals(copy.storage()))
        .filter(BackupDeletion::isThere)
        .map(copy -> withStorage(protection.of(backup, copy, wish.force()), reach))
        .toList();
  }

  /** Of a failed copy nothing is there but what a sweep takes away. */
  private static boolean isThere(Copy copy) {
    return switch (copy.status()) {
      case PENDING, STORED, EXPIRED, MISSING, CORRUPT -> true;
      case FAILED, DELETED -> false;
    };
  }

  private CopyVerdict withStorage(CopyVerdict verdict, Reach reach) {
    if (!verdict.mayGo()) {
      return verdict;
    }
    Optional<String> obstacle = reach.obstacle(verdict.copy());
    return obstacle
        .map(why -> verdict.but(Result.UNREACHABLE, why))
        .orElseGet(() -> withLock(verdict, reach));
  }

  private CopyVerdict withLock(CopyVerdict verdict, Reach reach) {
    try {
      return removal()
          .lock(verdict.copy(), reach.storageOf(verdict.copy()))
          .map(until -> locked(verdict, until))
          .orElse(verdict);
    } catch (StorageException e) {
      return verdict.but(Result.UNREACHABLE, "" + e.getMessage());
    }
  }

  private CopyVerdict carriedOut(CopyVerdict verdict, DeletionWish wish, Reach reach) {
    if (!verdict.mayGo()) {
      return verdict;
    }
    try {
      Copy copy = verdict.copy();
      CopyFate fate = removal().remove(copy, reach.storageOf(copy), wish.force());
      if (fate instanceof CopyFate.Locked lock) {
        return locked(verdict, lock.until());
      }
      return fate instanceof CopyFate.Deleted
          ? verdict.deleted()
          : verdict.but(Result.REFUSED, "it was pinned, or went, meanwhile");
    } catch (StorageException e) {
      return verdict.but(
          Result.UNREACHABLE,
          "%s; delete it again to remove what is left".formatted(e.getMessage()));
    }
  }

  private static CopyVerdict locked(CopyVerdict verdict, Instant until) {
    return verdict.but(
        Result.LOCKED, CopyLock.text(until) + " by its storage, which --force does not change");
  }

  private CopyRemoval removal() {
    return new CopyRemoval(catalog, clock);
  }

  /** Before anything goes; the rows of the copies say what went. */
  private void record(Backup backup, List<CopyVerdict> verdicts, DeletionWish wish, Actor actor) {
    List<CopyVerdict> going = verdicts.stream().filter(CopyVerdict::mayGo).toList();
    if (going.isEmpty()) {
      return;
    }
    Map<String, @Nullable String> before = new TreeMap<>();
    before.put("server", backup.server());
    before.put("databases", String.join(", ", backup.databases()));
    before.put("pinned", "" + backup.pinned());
    before.put("copies", places(going));
    Map<String, @Nullable String> after = new TreeMap<>(Map.of("force", "" + wish.force()));
    audit.append(
        new AuditEntry(clock.instant(), actor, "delete", "backup", backup.id(), before, after));
  }

  private static String places(List<CopyVerdict> verdicts) {
    return verdicts.stream()
        .map(verdict -> verdict.copy().storage() + ":" + verdict.copy().key())
        .collect(Collectors.joining(" "));
  }

  private static DumpwardenException missing(String what) {
    return new DumpwardenException(ErrorCode.NOT_FOUND, what);
  }
}
