package io.dumpwarden.storage;

import org.jspecify.annotations.Nullable;

/** A storage could not do what was asked. The message is for operators and holds no secret. */
public class StorageException extends RuntimeException {

  /** What kind of failure it is; decides whether trying again makes sense. */
  public enum Kind {
    /** There is no such object. */
    MISSING(false),
    /** No space or quota is left. */
    FULL(false),
    /** Credentials or rights do not allow it. */
    DENIED(false),
    /** The object may not be removed yet: {@link LockedException} says until when. */
    LOCKED(false),
    /** The storage is not the one that was configured: no marker, no bucket. */
    NOT_RECOGNISED(false),
    /** The settings or the request are wrong. */
    INVALID(false),
    /** What arrived is not what was sent: size or checksum differ. */
    CORRUPT(true),
    /** No answer, a broken connection, an error on the other side. */
    UNAVAILABLE(true),
    /** This side gave up: aborted or interrupted. */
    ABORTED(false);

    private final boolean retryable;

    Kind(boolean retryable) {
      this.retryable = retryable;
    }

    public boolean retryable() {
      return retryable;
    }
  }

  private final transient Kind kind;

  public StorageException(Kind kind, String message) {
    this(kind, message, null);
  }

  public StorageException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
