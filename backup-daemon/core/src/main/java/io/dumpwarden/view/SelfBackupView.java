package io.dumpwarden.view;

import io.dumpwarden.recovery.SelfBackup;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A backup of the metadata store, as {@code self-backup list --json} shows it. */
public record SelfBackupView(
    String id,
    String storage,
    String key,
    String status,
    Instant startedAt,
    @Nullable Instant endedAt,
    long bytes,
    @Nullable String sha256,
    @Nullable String message) {

  public static SelfBackupView of(SelfBackup backup) {
    return new SelfBackupView(
        backup.id(),
        backup.storage(),
        backup.key(),
        backup.status().id(),
        backup.startedAt(),
        backup.endedAt(),
        backup.bytes(),
        backup.sha256(),
        backup.message());
  }
}
