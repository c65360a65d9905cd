package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.SchedulePage.RuleView;
import io.dumpwarden.admin.page.SchedulePage.SeriesLine;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.SeriesCopy;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Storage;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.RunView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the page of one schedule. */
final class ScheduleView {

  private static final int RUNS = 10;

  /** Each costs a look at its copies. */
  private static final int SERIES = 50;

  private final ScheduleSources sources;

  ScheduleView(ScheduleSources sources) {
    this.sources = sources;
  }

  SchedulePage of(ConfigRow row, @Nullable Findings findings) {
    ConfigSnapshot snapshot = sources.snapshot();
    ScheduleStates states = sources.stand(snapshot);
    Schedule schedule = snapshot.schedule(row.key()).orElse(null);
    Instant now = sources.clock().instant();
    List<RuleView> rules = rules(row.key(), snapshot);
    List<Series> series = sources.backups().seriesOf(row.key());
    Set<String> ruled = rules.stream().map(RuleView::storage).collect(Collectors.toSet());
    String selector = Objects.requireNonNullElse(row.fields().get("servers"), "");
    return new SchedulePage(
        row,
        states.of(row),
        states.problem(row),
        snapshot.settings().paused(),
        schedule == null ? null : CronLook.of(schedule, now),
        ScheduleFacts.of(row, schedule),
        MatchedServers.of(selector, snapshot),
        states.freshness(row.key()),
        runs(row.key()),
        rules,
        series.stream().limit(SERIES).map(each -> line(each, ruled)).toList(),
        Math.max(0, series.size() - SERIES),
        findings);
  }

  /** What is asked for again and again while the page is open: one query. */
  LastRuns runs(String schedule) {
    RunFilter newest = RunFilter.builder().schedule(schedule).limit(RUNS).build();
    return new LastRuns(sources.runs().list(newest).stream().map(RunView::of).toList(), false);
  }

  private List<RuleView> rules(String schedule, ConfigSnapshot snapshot) {
    RowProblems problems = new RowProblems(snapshot, List.of());
    return sources.rows().list(ConfigKind.RETENTION_RULE).stream()
        .filter(rule -> schedule.equals(rule.fields().get("schedule")))
        .map(rule -> rule(rule, snapshot, problems))
        .toList();
  }

  private static RuleView rule(ConfigRow rule, ConfigSnapshot snapshot, RowProblems problems) {
    String storage = "" + rule.fields().get("storage");
    return new RuleView(
        storage,
        RuleWords.of(rule),
        problems.of(rule),
        snapshot.storage(storage).map(Storage::enabled).orElse(false));
  }

  private SeriesLine line(Series series, Set<String> ruled) {
    List<SeriesCopy> copies = sources.backups().copiesOf(series);
    return new SeriesLine(
        series.server(),
        series.scope(),
        series.storage(),
        copies.size(),
        copies.stream().mapToLong(copy -> copy.copy().bytes()).sum(),
        copies.stream()
            .filter(copy -> copy.copy().status() == CopyStatus.STORED)
            .map(SeriesCopy::madeAt)
            .max(Comparator.naturalOrder())
            .orElse(null),
        ruled.contains(series.storage()));
  }
}
