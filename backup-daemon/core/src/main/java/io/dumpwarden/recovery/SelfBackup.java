package io.dumpwarden.recovery;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One backup of the metadata store itself on one storage.
 *
 * @param key where it is, or was meant to be
 * @param uploadId what the storage calls the write while it is running
 * @param bytes stored size; 0 until stored
 * @param sha256 of the stored bytes; null until stored
 * @param message why it failed; null otherwise
 */
public record SelfBackup(
    String id,
    String storage,
    String storageId,
    String key,
    String uploadId,
    Status status,
    Instant startedAt,
    @Nullable Instant endedAt,
    long bytes,
    @Nullable String sha256,
    @Nullable String message) {

  /** How it stands. */
  public enum Status {
    RUNNING,
    STORED,
    FAILED,
    DELETED;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  SelfBackup stored(SelfBackupManifest manifest) {
    return ended(Status.STORED, manifest.finishedAt(), manifest.bytes(), manifest.sha256(), null);
  }

  SelfBackup failed(String why, Instant at) {
    return ended(Status.FAILED, at, 0, null, why);
  }

  private SelfBackup ended(
      Status how, Instant at, long size, @Nullable String digest, @Nullable String why) {
    return new SelfBackup(
        id, storage, storageId, key, uploadId, how, startedAt, at, size, digest, why);
  }
}
