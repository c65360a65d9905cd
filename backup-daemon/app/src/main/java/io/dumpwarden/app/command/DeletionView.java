package io.dumpwarden.app.command;

import io.dumpwarden.retention.CopyVerdict;
import io.dumpwarden.retention.CopyVerdict.Result;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One copy that was to be deleted, as {@code backups delete --json} shows it.
 *
 * @param result {@code deleted}, {@code refused}, {@code locked} or {@code unreachable}; in a plan
 *     {@code may-go}
 * @param reason why it stays; null where it goes
 */
record DeletionView(
    String backup,
    String server,
    String database,
    Instant madeAt,
    String storage,
    String key,
    long bytes,
    String result,
    @Nullable String reason) {

  static List<DeletionView> of(List<CopyVerdict> verdicts) {
    return verdicts.stream().map(DeletionView::of).toList();
  }

  private static DeletionView of(CopyVerdict verdict) {
    return new DeletionView(
        verdict.backup().id(),
        verdict.backup().server(),
        verdict.backup().title(),
        verdict.backup().startedAt(),
        verdict.copy().storage(),
        verdict.copy().key(),
        verdict.copy().bytes(),
        verdict.result().id(),
        verdict.reason());
  }

  boolean isDeleted() {
    return result.equals(Result.DELETED.id());
  }

  static Table table(List<DeletionView> views, Instant now) {
    Table table =
        new Table("BACKUP", "SERVER", "DATABASE", "MADE", "STORAGE", "STORED", "RESULT", "WHY");
    for (DeletionView view : views) {
      table.row(
          view.backup,
          view.server,
          view.database,
          Ages.withAge(view.madeAt, now),
          view.storage,
          Bytes.text(view.bytes),
          view.result,
          Objects.requireNonNullElse(view.reason, ""));
    }
    return table;
  }
}
