package io.dumpwarden.storage;

import org.jspecify.annotations.Nullable;

/** A storage refused to remove an object that is locked: nothing is wrong, it is too early. */
public final class LockedException extends StorageException {

  private final transient ObjectLock lock;

  public LockedException(ObjectLock lock, String message, @Nullable Throwable cause) {
    super(Kind.LOCKED, message, cause);
    this.lock = lock;
  }

  public ObjectLock lock() {
    return lock;
  }
}
