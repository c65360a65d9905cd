package io.dumpwarden.admin.page;

import io.dumpwarden.access.Actor;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.ShortHash;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.retention.SchedulePlan;
import io.dumpwarden.view.PlanView;
import io.dumpwarden.view.RetentionOutcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans of retention, and carrying them out because somebody says so. */
final class RetentionWork {

  private static final int SHOWN = 500;

  private final ScheduleSources sources;

  RetentionWork(ScheduleSources sources) {
    this.sources = sources;
  }

  /**
   * What becomes of a schedule's copies today.
   *
   * @param action only those; empty for all
   */
  PlanPage plan(String schedule, String action) {
    SchedulePlan plan = sources.retention().preview(schedule);
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

  /** The page before a schedule was chosen: a plan of the whole fleet is too much for a page. */
  PlanPage unasked() {
    return new PlanPage("", "remove", schedules(), null, List.of(), 0);
  }

  /** Asks whose copies. */
  ApplyPage unchosen() {
    return new ApplyPage("", schedules(), null, "", false, null);
  }

  /** What applying would remove. */
  ApplyPage asked(String schedule) {
    return asked(schedule, sources.retention().preview(schedule), false);
  }

  private ApplyPage asked(String schedule, SchedulePlan plan, boolean changed) {
    return new ApplyPage(
        schedule, schedules(), RetentionLook.of(plan), digest(plan), changed, null);
  }

  /**
   * Removes what the rules of a schedule no longer keep; audited with its outcome. Where that is
   * something else than what was looked at, it removes nothing and the page asks again.
   *
   * @param digest of what was looked at
   */
  ApplyPage apply(String schedule, String digest, Actor actor) {
    SchedulePlan plan = sources.retention().preview(schedule);
    if (!digest(plan).equals(digest)) {
      return asked(schedule, plan, true);
    }
    RetentionOutcome done = sources.asked().applyTo(schedule, going(plan), actor);
    return new ApplyPage(schedule, List.of(), null, "", false, done);
  }

  private static String digest(SchedulePlan plan) {
    return ShortHash.of(String.join("\n", going(plan)), 32);
  }

  /** The ids of the copies that go, in order. */
  private static Set<String> going(SchedulePlan plan) {
    return plan.plans().stream()
        .flatMap(each -> each.removed().stream())
        .map(Copy::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> schedules() {
    return sources.rows().list(ConfigKind.SCHEDULE).stream().map(ConfigRow::key).sorted().toList();
  }
}
