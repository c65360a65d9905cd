package io.dumpwarden.admin.page;

import io.dumpwarden.catalog.Series;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.RetentionRule;
import io.dumpwarden.config.RetentionRuleParser;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.retention.SchedulePlan;
import io.dumpwarden.view.PlanView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What rules, saved or not, would remove today.
 *
 * @param storages what becomes of the copies there, by storage
 * @param removals the first of those that go
 * @param orphans how many series no rule holds for, by storage: their copies stay
 * @param errors what is wrong with rules that are not saved, by field
 */
public record RetentionLook(
    List<OfStorage> storages,
    List<PlanView> removals,
    Map<String, Long> orphans,
    Map<String, String> errors) {

  private static final int SHOWN = 100;

  /**
   * The copies of one storage.
   *
   * @param locked go when their storage lets go of them
   */
  public record OfStorage(
      String storage, int series, int copies, int goes, long bytes, int locked) {}

  /** How many copies go. */
  public int goes() {
    return storages.stream().mapToInt(OfStorage::goes).sum();
  }

  /** How large those are. */
  public long bytes() {
    return storages.stream().mapToLong(OfStorage::bytes).sum();
  }

  public int locked() {
    return storages.stream().mapToInt(OfStorage::locked).sum();
  }

  public boolean isEmpty() {
    return storages.isEmpty() && orphans.isEmpty();
  }

  /** Of rules as an editor's table has them. */
  static RetentionLook of(String schedule, List<RuleLine> lines, RetentionRunner retention) {
    Map<String, String> errors = new LinkedHashMap<>();
    List<RetentionRule> rules = new ArrayList<>();
    for (RuleLine line : lines) {
      if (line.writes()) {
        try {
          rules.add(RetentionRuleParser.parse(line.row(schedule.isBlank() ? "new" : schedule)));
        } catch (InvalidConfigException e) {
          e.problems().stream()
              .filter(problem -> !problem.field().equals("schedule"))
              .forEach(
                  problem ->
                      errors.put(
                          line.field(RowForms.RETENTION.jsonName(problem.field())),
                          problem.message()));
        }
      }
    }
    return errors.isEmpty()
        ? of(retention.preview(schedule, rules))
        : new RetentionLook(List.of(), List.of(), Map.of(), errors);
  }

  static RetentionLook of(SchedulePlan plan) {
    List<PlanView> views = PlanView.of(plan.plans());
    Map<String, List<PlanView>> byStorage =
        views.stream()
            .collect(Collectors.groupingBy(PlanView::storage, TreeMap::new, Collectors.toList()));
    return new RetentionLook(
        byStorage.entrySet().stream().map(each -> of(each.getKey(), each.getValue())).toList(),
        views.stream().filter(PlanView::removes).limit(SHOWN).toList(),
        plan.orphans().stream()
            .collect(Collectors.groupingBy(Series::storage, TreeMap::new, Collectors.counting())),
        Map.of());
  }

  private static OfStorage of(String storage, List<PlanView> views) {
    List<PlanView> going = views.stream().filter(PlanView::removes).toList();
    return new OfStorage(
        storage,
        (int) views.stream().map(v -> v.server() + "/" + v.database()).distinct().count(),
        views.size(),
        going.size(),
        PlanView.bytes(going),
        (int) views.stream().filter(PlanView::waitsForItsLock).count());
  }
}
