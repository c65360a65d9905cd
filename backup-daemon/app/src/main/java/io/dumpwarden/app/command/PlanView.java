package io.dumpwarden.app.command;

import io.dumpwarden.retention.SeriesPlan;
import java.time.Instant;
import java.util.List;

/**
 * One copy and what retention thinks of it, as {@code retention preview --json} shows it.
 *
 * @param action {@code keep} or {@code remove}
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
    String reason) {

  static List<PlanView> of(List<SeriesPlan> plans) {
    return plans.stream()
        .flatMap(plan -> plan.lines().stream().map(line -> of(plan, line)))
        .toList();
  }

  boolean isRemoval() {
    return action.equals("remove");
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
        line.removed() ? "remove" : "keep",
        line.reason());
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
