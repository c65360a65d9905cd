package io.dumpwarden.admin.page;

import io.dumpwarden.access.Actor;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.retention.SchedulePlan;
import io.dumpwarden.view.PlanView;
import io.dumpwarden.view.RetentionOutcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plans of retention, and carrying them out because somebody says so. */
final class RetentionWork {

  private static final int SHOWN = 500;

  private final ScheduleSources sources;

  RetentionWork(ScheduleSources sources) {
    this.sources = sources;
  }

  /**
   * What becomes of copies today.
   *
   * @param schedule whose; empty for all
   * @param action only those; empty for all
   */
  PlanPage plan(String schedule, String action) {
    SchedulePlan plan = plan(schedule);
    List<PlanView> fitting =
        PlanView.of(plan.plans()).stream()
            .filter(view -> action.isEmpty() || action.equals(view.action()))
            .toList();
    return new PlanPage(
        schedule,
        action,
        schedules(),
        RetentionLook.of(plan),
        fitting.stream().limit(SHOWN).toList(),
        Math.max(0, fitting.size() - SHOWN));
  }

  /** The page before anybody asked: a plan of everything takes a while. */
  PlanPage unasked() {
    return new PlanPage("", "remove", schedules(), null, List.of(), 0);
  }

  /** What applying would remove. */
  ApplyPage asked(String schedule) {
    SchedulePlan plan = plan(schedule);
    return new ApplyPage(
        schedule,
        RetentionLook.of(plan),
        PlanView.of(plan.plans()).stream()
            .filter(PlanView::removes)
            .collect(
                Collectors.groupingBy(PlanView::schedule, TreeMap::new, Collectors.counting())),
        null);
  }

  /** Removes what the rules no longer keep; audited before and after. */
  ApplyPage apply(String schedule, Actor actor) {
    RetentionOutcome done =
        schedule.isEmpty()
            ? sources.asked().applyAll(actor)
            : sources.asked().applyTo(schedule, actor);
    return new ApplyPage(
        schedule, RetentionLook.of(new SchedulePlan(List.of(), List.of())), Map.of(), done);
  }

  private SchedulePlan plan(String schedule) {
    return schedule.isEmpty()
        ? new SchedulePlan(sources.retention().preview(), List.of())
        : sources.retention().preview(schedule);
  }

  private List<String> schedules() {
    return sources.rows().list(ConfigKind.SCHEDULE).stream().map(ConfigRow::key).sorted().toList();
  }
}
