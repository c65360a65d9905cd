package io.dumpwarden.metrics;

import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.catalog.CatalogSummary.ActiveRuns;
import io.dumpwarden.catalog.CatalogSummary.LastRun;
import io.dumpwarden.catalog.CatalogSummary.RunAtWork;
import io.dumpwarden.catalog.CatalogSummary.RunCount;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What runs there are and were.
 *
 * @param last of enabled schedules, on enabled servers that they select
 */
record RunFacts(
    List<RunCount> counts, ActiveRuns active, List<LastRun> last, List<RunAtWork> atWork) {

  private static final String SKIPPED = RunStatus.SKIPPED.id();

  /** A good end counts where two are of the same moment: it overrode the other one. */
  private static final Comparator<LastRun> NEWER =
      Comparator.comparing(LastRun::queuedAt)
          .thenComparing(run -> run.status().equals(RunStatus.SUCCEEDED.id()));

  private record Pair(String server, String schedule) {}

  static RunFacts read(CatalogSummary summary, Watched watched) {
    return new RunFacts(
        summary.runCounts(),
        summary.activeRuns(),
        summary.lastRuns().stream()
            .filter(run -> watched.has(run.server(), run.schedule()))
            .toList(),
        summary.runsAtWork());
  }

  void addTo(Families families, Instant now) {
    families.add(MetricName.RUNS_QUEUED, active.queued());
    families.add(MetricName.RUNS_RUNNING, active.running());
    counts.forEach(count -> add(families, count));
    newestEnds().forEach(run -> addEnd(families, run));
    newest(run -> isMissed(run.trigger(), run.status()), LastRun::schedule)
        .forEach(
            (schedule, run) ->
                families.add(MetricName.FIRES_LAST_MISSED, run.queuedAt(), schedule));
    longest().forEach(run -> add(families, run, now));
  }

  private static void add(Families families, RunCount count) {
    families.add(
        MetricName.RUNS_TOTAL, count.total(), count.schedule(), count.trigger(), count.status());
    if (isMissed(count.trigger(), count.status())) {
      families.add(MetricName.FIRES_MISSED, count.total(), count.schedule());
    } else if (count.status().equals(SKIPPED) && count.trigger().equals(RunTrigger.SCHEDULE.id())) {
      families.add(MetricName.FIRES_SKIPPED, count.total(), count.schedule());
    }
  }

  private static boolean isMissed(String trigger, String status) {
    return status.equals(SKIPPED) && trigger.equals(RunTrigger.CATCH_UP.id());
  }

  private Iterable<LastRun> newestEnds() {
    return newest(RunFacts::tells, run -> new Pair(run.server(), run.schedule())).values();
  }

  /** Whether it says something about the schedule, rather than about somebody's wish. */
  private static boolean tells(LastRun run) {
    return !run.status().equals(SKIPPED) && !run.status().equals(RunStatus.CANCELLED.id());
  }

  private <K> Map<K, LastRun> newest(
      java.util.function.Predicate<LastRun> which, Function<LastRun, K> by) {
    return last.stream()
        .filter(which)
        .collect(Collectors.toMap(by, Function.identity(), BinaryOperator.maxBy(NEWER)));
  }

  private static void addEnd(Families families, LastRun run) {
    families.add(MetricName.LAST_RUN, 1, run.server(), run.schedule(), run.status());
  }

  /** One for each server and schedule: of {@code manual} several may be at work. */
  private Iterable<RunAtWork> longest() {
    return atWork.stream()
        .collect(
            Collectors.toMap(
                run -> new Pair(run.server(), run.schedule()),
                Function.identity(),
                BinaryOperator.minBy(Comparator.comparing(RunAtWork::startedAt))))
        .values();
  }

  private static void add(Families families, RunAtWork run, Instant now) {
    String[] labels = {run.server(), run.schedule()};
    families.add(
        MetricName.RUNNING, Families.seconds(Duration.between(run.startedAt(), now)), labels);
    Duration typical = run.typical();
    if (typical != null) {
      families.add(MetricName.RUNNING_TYPICAL, Families.seconds(typical), labels);
    }
  }
}
