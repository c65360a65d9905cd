package io.dumpwarden.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object as it rests.
 *
 * @param bytes its size
 * @param modifiedAt when it was committed, by the storage's clock
 * @param lock what keeps it from being removed, as the storage tells it, also where it is over;
 *     null where there is none or the storage knows no locks. Lists do not tell it
 */
public record StoredObject(
    ObjectKey key, long bytes, Instant modifiedAt, @Nullable ObjectLock lock) {

  /** One of which no lock is known. */
  public StoredObject(ObjectKey key, long bytes, Instant modifiedAt) {
    this(key, bytes, modifiedAt, null);
  }
}
