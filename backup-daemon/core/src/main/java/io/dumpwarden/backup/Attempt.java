package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.RunMeter;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One backup on its way, and the rows it becomes. */
record Attempt(
    PreparedRun run,
    DumpUnit unit,
    String backupId,
    ObjectKey key,
    Instant startedAt,
    DumpEngine engine,
    RunMeter.UnitMeter meter) {

  void requireOneWriter(WriteTargets targets) {
    if (targets.writers().isEmpty()) {
      throw FailureReason.noStorageLeft(targets.refusals());
    }
  }

  Backup begun(List<Copy> copies) {
    return backup(BackupStatus.RUNNING, null, null, null, copies);
  }

  /** Every copy that was pending failed with it, where its storage had not failed before. */
  Backup failed(
      List<Copy> copies,
      Map<String, StorageException> failures,
      DumpwardenException e,
      Instant at) {
    List<Copy> failed =
        copies.stream()
            .map(c -> c.status() == CopyStatus.PENDING ? c.failed(reason(c, failures)) : c)
            .toList();
    return backup(RunEnds.backupStatusFor(e.code()), at, null, e, failed);
  }

  private static String reason(Copy copy, Map<String, StorageException> failures) {
    StorageException failure = failures.get(copy.storage());
    return failure == null ? "not stored: the backup failed" : "" + failure.getMessage();
  }

  /**
   * @param failures why storages have no copy; the first gives the reason where the dump is whole
   * @param shortcomings what the dump lacks; the first gives the reason, which retention heeds
   */
  Backup proven(
      List<Copy> copies,
      DumpFacts facts,
      Collection<StorageException> failures,
      List<Shortcoming> shortcomings,
      Instant at) {
    Optional<ErrorCode> code =
        shortcomings.stream()
            .map(Shortcoming::code)
            .findFirst()
            .or(() -> failures.stream().map(StorageFailures::codeFor).findFirst());
    if (code.isEmpty()) {
      return backup(BackupStatus.SUCCEEDED, at, facts, null, copies);
    }
    String message =
        Shortcoming.joined(
            Stream.concat(
                copies.stream()
                    .filter(c -> c.status() != CopyStatus.STORED)
                    .map(Attempt::notStored),
                shortcomings.stream().map(Shortcoming::message)));
    return backup(
        BackupStatus.PARTIAL, at, facts, new DumpwardenException(code.get(), message), copies);
  }

  private static String notStored(Copy copy) {
    return "not stored on %s: %s".formatted(copy.storage(), copy.message());
  }

  /** One line that tells how it ended. */
  static String summary(Backup backup) {
    DumpFacts facts = backup.result();
    if (facts == null) {
      return "backup of %s %s: %s"
          .formatted(backup.title(), backup.status().id(), backup.message());
    }
    return "backup of %s %s: %d bytes dumped, %d bytes stored"
        .formatted(backup.title(), backup.status().id(), facts.rawBytes(), facts.storedBytes());
  }

  private Backup backup(
      BackupStatus status,
      @Nullable Instant finishedAt,
      @Nullable DumpFacts facts,
      @Nullable DumpwardenException e,
      List<Copy> copies) {
    return new Backup(
        backupId,
        run.run().id(),
        run.schedule().name(),
        run.server().name(),
        run.schedule().type().id(),
        unit.scope(),
        unit.databases(),
        engine.name(),
        status,
        startedAt,
        finishedAt,
        false,
        facts,
        e == null ? null : e.code().code(),
        e == null ? null : e.getMessage(),
        copies,
        List.of());
  }
}
