package io.dumpwarden.app.command;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backup as {@code backups --json} shows it; the names are a contract. */
record BackupView(
    String id,
    String runId,
    String schedule,
    String server,
    List<String> databases,
    String type,
    String status,
    String engine,
    Instant startedAt,
    @Nullable Instant finishedAt,
    double durationSeconds,
    long rawBytes,
    long storedBytes,
    @Nullable String sha256,
    boolean pinned,
    @Nullable String errorCode,
    @Nullable String message,
    List<CopyView> copies) {

  /** One copy. */
  record CopyView(
      String storage,
      String key,
      String status,
      long bytes,
      @Nullable Instant storedAt,
      @Nullable String message) {

    static CopyView of(Copy copy) {
      return new CopyView(
          copy.storage(),
          copy.key(),
          copy.status().id(),
          copy.bytes(),
          copy.storedAt(),
          copy.message());
    }
  }

  static BackupView of(Backup backup) {
    DumpFacts facts = backup.result();
    return new BackupView(
        backup.id(),
        backup.runId(),
        backup.schedule(),
        backup.server(),
        backup.databases(),
        backup.type(),
        backup.status().id(),
        backup.engine(),
        backup.startedAt(),
        backup.finishedAt(),
        backup.duration().toMillis() / 1000.0,
        facts == null ? 0 : facts.rawBytes(),
        facts == null ? 0 : facts.storedBytes(),
        facts == null ? null : facts.sha256(),
        backup.pinned(),
        backup.errorCode(),
        backup.message(),
        backup.copies().stream().map(CopyView::of).toList());
  }
}
