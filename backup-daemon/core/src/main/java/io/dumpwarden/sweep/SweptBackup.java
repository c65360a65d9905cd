package io.dumpwarden.sweep;

import io.dumpwarden.backup.Shortcoming;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a backup becomes when others clear up after it. */
final class SweptBackup {

  private SweptBackup() {}

  /** Ended by its node's end; what became of its copies is found out later. */
  static Backup interrupted(Backup was, String why, Instant at) {
    return was.withResult(null)
        .ended(BackupStatus.INTERRUPTED, at, ErrorCode.INTERRUPTED.code(), why);
  }

  /**
   * With one copy proven to be whole; empty where that changes nothing, since the backup is good on
   * every storage or was given up for another reason.
   */
  static Optional<Backup> with(Backup was, Copy stored, ManifestProof.Proven proven, Instant at) {
    return switch (was.status()) {
      case RUNNING, PARTIAL, INTERRUPTED -> Optional.of(counted(was, stored, proven, at));
      case SUCCEEDED, FAILED, CANCELLED -> Optional.empty();
    };
  }

  private static Backup counted(Backup was, Copy stored, ManifestProof.Proven proven, Instant at) {
    List<Copy> copies =
        was.copies().stream().map(c -> c.id().equals(stored.id()) ? stored : c).toList();
    boolean everywhere = copies.stream().allMatch(c -> c.status() == CopyStatus.STORED);
    boolean good = everywhere && proven.lacks().isEmpty();
    Optional<Shortcoming> lacks = proven.lacks().stream().findFirst();
    @Nullable Instant finishedAt = was.finishedAt();
    return was.with(copies)
        .withResult(was.result() == null ? proven.facts() : was.result())
        .ended(
            good ? BackupStatus.SUCCEEDED : BackupStatus.PARTIAL,
            finishedAt == null ? at : finishedAt,
            good ? null : lacks.map(lack -> lack.code().code()).orElse(was.errorCode()),
            good ? null : lacks.map(Shortcoming::message).orElse(was.message()));
  }
}
