package io.dumpwarden.app.command;

import io.dumpwarden.retention.Decision;
import io.dumpwarden.retention.SeriesPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One copy and what retention thinks of it, as {@code retention preview --json} shows it.
 *
 * @param action {@code keep}, {@code remove}, or {@code locked}: goes when its storage lets go of
 *     it
 * @param lockedUntil as {@code backups --json} shows it
 */
record PlanView(
    String schedule,
    String storage,
    String server,
    String database,
    String backup,
    String key,
    Instant madeAt,
    long storedBytes,
    String action,
    String reason,
    @Nullable Instant lockedUntil) {

  static List<PlanView> of(List<SeriesPlan> plans) {
    return plans.stream()
        .flatMap(plan -> plan.lines().stream().map(line -> of(plan, line)))
        .toList();
  }

  boolean isRemoval() {
    return action.equals(Decision.Action.REMOVE.id());
  }

  boolean isLocked() {
    return action.equals(Decision.Action.LOCKED.id());
  }

  /** What tells a copy from all others. */
  String identity() {
    return storage + " " + key;
  }

  private static PlanView of(SeriesPlan plan, SeriesPlan.Line line) {
    return new PlanView(
        plan.series().schedule(),
        plan.series().storage(),
        plan.series().server(),
        plan.series().scope(),
        line.copy().backupId(),
        line.copy().key(),
        line.madeAt(),
        line.copy().bytes(),
        line.action().id(),
        line.reason(),
        line.copy().lockedUntil());
  }

  static Table table(List<PlanView> views, Instant now) {
    Table table =
        new Table("SCHEDULE", "STORAGE", "SERVER", "DATABASE", "MADE", "STORED", "ACTION", "WHY");
    for (PlanView view : views) {
      table.row(
          view.schedule,
          view.storage,
          view.server,
          view.database,
          Ages.withAge(view.madeAt, now),
          Bytes.text(view.storedBytes),
          view.action,
          view.reason);
    }
    return table;
  }

  static long bytes(List<PlanView> views) {
    return views.stream().mapToLong(PlanView::storedBytes).sum();
  }
}
