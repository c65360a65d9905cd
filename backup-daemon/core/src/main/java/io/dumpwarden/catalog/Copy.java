package io.dumpwarden.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup as it rests on one storage.
 *
 * @param storage the storage's name
 * @param storageId its id: a storage added later under the same name is another one
 * @param host the host that a not shared local storage belongs to; null for every other
 * @param key where the dump is, or was meant to be
 * @param uploadId what the storage calls the write while it is pending
 * @param bytes stored size; 0 until stored
 * @param message why it failed; null otherwise
 * @param verification what was last found out about it; null until it was verified
 * @param lockedUntil until when its storage lets nobody remove it, as it was last told: the end of
 *     the longest lock on its objects, {@link CopyLock#LEGAL_HOLD} under legal hold; null where no
 *     lock is known
 */
public record Copy(
    String id,
    String backupId,
    String storage,
    String storageId,
    @Nullable String host,
    String key,
    String uploadId,
    CopyStatus status,
    long bytes,
    @Nullable Instant storedAt,
    @Nullable Instant deletedAt,
    @Nullable String message,
    @Nullable Verification verification,
    @Nullable Instant lockedUntil) {

  /** Whether its storage would refuse to remove it. */
  public boolean isLockedAt(Instant now) {
    return lockedUntil != null && now.isBefore(lockedUntil);
  }

  /** This copy, locked so. */
  public Copy lockedUntil(@Nullable Instant until) {
    return new Copy(
        id,
        backupId,
        storage,
        storageId,
        host,
        key,
        uploadId,
        status,
        bytes,
        storedAt,
        deletedAt,
        message,
        verification,
        until);
  }

  /** This copy with its bytes proven to be there. */
  public Copy stored(long storedBytes, Instant at) {
    return ended(CopyStatus.STORED, storedBytes, at, null);
  }

  /** This copy, given up. */
  public Copy failed(String why) {
    return ended(CopyStatus.FAILED, 0, null, why);
  }

  private Copy ended(CopyStatus how, long stored, @Nullable Instant at, @Nullable String why) {
    return new Copy(
        id,
        backupId,
        storage,
        storageId,
        host,
        key,
        uploadId,
        how,
        stored,
        at,
        null,
        why,
        null,
        lockedUntil);
  }

  /** This copy, done with its write: nothing is left of it to be swept. */
  public Copy withoutUpload() {
    return new Copy(
        id,
        backupId,
        storage,
        storageId,
        host,
        key,
        "",
        status,
        bytes,
        storedAt,
        deletedAt,
        message,
        verification,
        lockedUntil);
  }

  /** Something that lies beside this copy, on the same storage. */
  public Copy at(String otherKey) {
    return new Copy(
        id, backupId, storage, storageId, host, otherKey, uploadId, status, bytes, storedAt,
        deletedAt, message, null, null);
  }
}
