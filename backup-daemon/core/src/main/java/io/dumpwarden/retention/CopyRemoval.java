package io.dumpwarden.retention;

import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyLock;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.storage.LockedException;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which a copy that counts is taken away: its objects first, the manifest last of
 * them, then its row. Safe for use by many threads.
 */
final class CopyRemoval {

  private final BackupCatalog catalog;
  private final InstantSource clock;

  CopyRemoval(BackupCatalog catalog, InstantSource clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * @param evenPinned somebody insists
   * @throws io.dumpwarden.storage.StorageException where the storage fails. A copy whose objects
   *     had begun to go is left as expired, any other as it was
   */
  CopyFate remove(Copy copy, StorageProvider storage, boolean evenPinned) {
    Optional<Instant> locked = lock(copy, storage);
    if (locked.isPresent()) {
      return new CopyFate.Locked(locked.get());
    }
    if (!catalog.expire(copy.id(), evenPinned)) {
      return new CopyFate.Kept();
    }
    try {
      // the manifest goes last: as long as it is there, a dump that is still there can be told from
      // a stray
      objects(copy).forEach(storage::delete);
    } catch (LockedException e) {
      return refused(copy, storage, e);
    }
    catalog.markCopy(copy.id(), CopyStatus.DELETED, clock.instant());
    return new CopyFate.Deleted();
  }

  /** Until when the storage locks one of the copy's objects, as it says now; put on record. */
  Optional<Instant> lock(Copy copy, StorageProvider storage) {
    Instant until =
        objects(copy).stream()
            .map(key -> storage.stat(key).map(StoredObject::lock).map(CopyLock::endOf))
            .flatMap(Optional::stream)
            .reduce(CopyLock::later)
            .orElse(null);
    return record(copy, until).filter(clock.instant()::isBefore);
  }

  /** By a lock that only the attempt showed: on a version behind, for one. */
  private CopyFate refused(Copy copy, StorageProvider storage, LockedException e) {
    Instant until = Objects.requireNonNull(CopyLock.endOf(e.lock()));
    record(copy, until);
    if (storage.stat(new ObjectKey(copy.key())).isPresent()) {
      catalog.markCopy(copy.id(), copy.status(), clock.instant());
    }
    return new CopyFate.Locked(until);
  }

  private Optional<Instant> record(Copy copy, @Nullable Instant until) {
    if (!Objects.equals(until, copy.lockedUntil())) {
      catalog.lock(copy.id(), until);
    }
    return Optional.ofNullable(until);
  }

  private static List<ObjectKey> objects(Copy copy) {
    ObjectKey key = new ObjectKey(copy.key());
    return List.of(key, KeyLayout.usersKey(key), KeyLayout.manifestKey(key));
  }
}
