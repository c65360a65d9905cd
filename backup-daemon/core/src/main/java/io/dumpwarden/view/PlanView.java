package io.dumpwarden.view;

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
public record PlanView(
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

  public static List<PlanView> of(List<SeriesPlan> plans) {
    return plans.stream()
        .flatMap(plan -> plan.lines().stream().map(line -> of(plan, line)))
        .toList();
  }

  public boolean removes() {
    return action.equals(Decision.Action.REMOVE.id());
  }

  public boolean waitsForItsLock() {
    return action.equals(Decision.Action.LOCKED.id());
  }

  /** What tells a copy from all others. */
  public String identity() {
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

  public static long bytes(List<PlanView> views) {
    return views.stream().mapToLong(PlanView::storedBytes).sum();
  }
}
