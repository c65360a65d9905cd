package io.dumpwarden.view;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Verification;
import io.dumpwarden.source.BinlogPosition;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A backup as {@code backups --json} shows it; the names are a contract. */
public record BackupView(
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
    @Nullable PositionView position,
    boolean pinned,
    @Nullable String errorCode,
    @Nullable String message,
    List<CopyView> copies,
    List<AnomalyView> anomalies) {

  /**
   * One copy.
   *
   * @param lockedUntil until when its storage lets nobody remove it; the year 9999 under legal hold
   */
  public record CopyView(
      String storage,
      String key,
      String status,
      long bytes,
      @Nullable Instant storedAt,
      @Nullable Instant lockedUntil,
      @Nullable String message,
      @Nullable String verification,
      @Nullable Instant verifiedAt,
      @Nullable String verificationMessage) {

    public static CopyView of(Copy copy) {
      Verification known = copy.verification();
      return new CopyView(
          copy.storage(),
          copy.key(),
          copy.status().id(),
          copy.bytes(),
          copy.storedAt(),
          copy.lockedUntil(),
          copy.message(),
          known == null ? null : known.result().id(),
          known == null ? null : known.at(),
          known == null ? null : known.message());
    }

    /** How it stands, and whether it was proven since it was stored. */
    private String standing() {
      boolean told = verification == null || verification.equals(status);
      return told ? status : "%s (%s)".formatted(status, verification);
    }

    /** In one cell: where it is and how it stands. */
    public String text(Instant now) {
      return storage + ":" + standing() + (isLockedAt(now) ? ":locked" : "");
    }

    private boolean isLockedAt(Instant now) {
      return lockedUntil != null && now.isBefore(lockedUntil);
    }
  }

  /**
   * Where the server's binary log stood.
   *
   * @param exact whether it is that of the very snapshot dumped
   */
  public record PositionView(
      @Nullable String gtid, @Nullable String file, @Nullable Long position, boolean exact) {

    static @Nullable PositionView of(@Nullable DumpFacts facts) {
      BinlogPosition position = facts == null ? null : facts.position();
      return position == null
          ? null
          : new PositionView(
              position.gtid(), position.file(), position.position(), position.exact());
    }

    /** In one cell. */
    public String text() {
      String place = gtid != null ? gtid : file + ":" + position;
      return exact ? place : "~" + place;
    }
  }

  /** In what it differs from those before it, as far as nobody accepted it; empty for nothing. */
  public List<AnomalyView> unaccepted() {
    return anomalies.stream().filter(anomaly -> anomaly.acceptedAt() == null).toList();
  }

  /** The same in one cell; empty for nothing. */
  public String unlike() {
    return unaccepted().stream().map(AnomalyView::kind).collect(Collectors.joining(" "));
  }

  /** Whether it can be restored. */
  public boolean good() {
    return status.equals(BackupStatus.SUCCEEDED.id()) || status.equals(BackupStatus.PARTIAL.id());
  }

  public static BackupView of(Backup backup) {
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
        PositionView.of(facts),
        backup.pinned(),
        backup.errorCode(),
        backup.message(),
        backup.copies().stream().map(CopyView::of).toList(),
        backup.anomalies().stream().map(AnomalyView::of).toList());
  }
}
