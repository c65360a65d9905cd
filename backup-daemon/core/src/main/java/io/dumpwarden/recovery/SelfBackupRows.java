package io.dumpwarden.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The backups of the metadata store, in itself. May throw {@code METADATA_UNAVAILABLE}. */
public interface SelfBackupRows {

  /** Adds one that is begun, before its first byte is sent. */
  void begin(SelfBackup backup);

  /** Records how it stands now; one that is not known is added. */
  void update(SelfBackup backup);

  /** Newest first. */
  List<SelfBackup> list(int limit);

  /** The newest on a storage, however it ended. */
  Optional<SelfBackup> newest(String storageId);

  /** The newest on a storage that is stored. */
  Optional<SelfBackup> newestStored(String storageId);

  /** Forgets those of a storage that failed or were deleted, and began before that time. */
  void forget(String storageId, Instant before);

  /** Those of a storage that count as running, or stored. */
  List<SelfBackup> ofStorage(String storageId, SelfBackup.Status status);
}
