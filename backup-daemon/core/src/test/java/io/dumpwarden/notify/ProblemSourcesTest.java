package io.dumpwarden.notify;

import static io.dumpwarden.config.NotificationEvent.FAILED;
import static io.dumpwarden.config.NotificationEvent.MISSED;
import static io.dumpwarden.config.NotificationEvent.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dumpwarden.catalog.CatalogSummary.CopyTotals;
import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.drill.DrillSummary;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found in runs, rows and drills. */
class ProblemSourcesTest {

  private final Looks looks = new Looks().rows();
  private final List<Drill> drills = new ArrayList<>();

  @Test
  void runsThatDidNotBringWhatTheyShould() {
    end("shop", RunStatus.FAILED, false);
    end("lab", RunStatus.PARTIAL, false);
    end("lab", RunStatus.SKIPPED, false);
    end("gone", RunStatus.FAILED, false);
    assertThat(runs())
        .extracting(FoundProblem::key, FoundProblem::event, FoundProblem::settled)
        .containsExactlyInAnyOrder(
            tuple("run/nightly/shop", FAILED, true),
            tuple("run/nightly/lab", PARTIAL, true),
            tuple("missed/nightly/lab", MISSED, true));
    assertThat(runs().get(0).lines()).contains("it broke", "What to do: mend it");
  }

  @Test
  void copiesOfWhatIsStillWatched() {
    List<CopyTotals> totals =
        List.of(
            lost("nightly", "disk", "shop"),
            lost("nightly", "sold", "shop"),
            lost("retired", "disk", "shop"),
            lost("nightly", "disk", "gone"));
    assertThat(CopyProblems.of(totals, looks.config()))
        .extracting(FoundProblem::key)
        .containsExactly("copies/nightly/disk/shop/orders");
  }

  private static CopyTotals lost(String schedule, String storage, String server) {
    return new CopyTotals(new Series(schedule, storage, server, "orders"), 0, 0, 0, 1, 0, 0, null);
  }

  @Test
  void oneThatIsTriedAgainIsNotSettled() {
    end("shop", RunStatus.FAILED, false);
    looks.active.add(RunsAt.run("shop", RunStatus.QUEUED, RunTrigger.RETRY, looks.now));
    assertThat(runs()).extracting(FoundProblem::settled).containsExactly(false);
    looks.active.set(0, RunsAt.run("lab", RunStatus.QUEUED, RunTrigger.RETRY, looks.now));
    assertThat(runs()).extracting(FoundProblem::settled).containsExactly(true);
  }

  @Test
  void oneThatMayBeTriedAgainWaitsAMoment() {
    ConfigSnapshot config =
        ConfigSnapshot.of(
            List.of(
                SampleRows.server("shop"),
                SampleRows.local("disk"),
                SampleRows.schedule("nightly", "servers", "shop", "max_attempts", "3"),
                SampleRows.rule("nightly", "disk")));
    end("shop", RunStatus.FAILED, true);
    RunProblems source = new RunProblems(looks, () -> looks.active);
    assertThat(source.find(config, looks.now))
        .extracting(FoundProblem::settled)
        .containsExactly(false);
    assertThat(source.find(config, looks.now.plusSeconds(11)))
        .extracting(FoundProblem::settled)
        .containsExactly(true);
  }

  @Test
  void rowsThatAreWrong() {
    looks.rows(
        SampleRows.schedule("broken", "cron", "never"),
        SampleRows.schedule("off", "cron", "never", "enabled", "false"),
        SampleRows.channel("mute", "settings", "{}"),
        SampleRows.notificationRule("rule", "nobody"));
    assertThat(new ConfigProblems().find(looks.config(), looks.now))
        .extracting(FoundProblem::key, FoundProblem::severity)
        .containsExactlyInAnyOrder(
            tuple("config/schedule/broken", Severity.CRITICAL),
            tuple("config/channel/mute", Severity.WARNING));
  }

  @Test
  void drillsThatFailedOrAreLate() {
    looks.rows(
        SampleRows.schedule("drilled", "servers", "shop", "drill", "weekly"),
        SampleRows.rule("drilled", "disk"));
    assertThat(drillProblems(Duration.ofDays(10))).as("not yet").isEmpty();
    assertThat(drillProblems(Duration.ofDays(11)))
        .extracting(FoundProblem::key)
        .containsExactly("drill-late/drilled/shop/orders");

    drills.add(drill(DrillStatus.FAILED));
    assertThat(drillProblems(Duration.ofDays(11)))
        .extracting(FoundProblem::key, FoundProblem::settled)
        .containsExactly(tuple("drill/drilled/shop/orders", true));
    drills.set(0, drill(DrillStatus.RUNNING));
    assertThat(drillProblems(Duration.ofDays(30)))
        .extracting(FoundProblem::key, FoundProblem::settled)
        .containsExactly(tuple("drill/drilled/shop/orders", false));
    drills.set(0, drill(DrillStatus.SUCCEEDED));
    assertThat(drillProblems(Duration.ofDays(11))).isEmpty();
  }

  private List<FoundProblem> drillProblems(Duration rowAge) {
    RowRef row = new RowRef(ConfigKind.SCHEDULE, "drilled");
    RowState state = new RowState(row, "hash", 1, looks.now.minus(rowAge), null, null);
    LastGood good =
        new LastGood("shop", "orders", "drilled", "daily", looks.now, Duration.ofMinutes(1), 1, 1);
    return new DrillProblems(new Drilled(), () -> List.of(good), () -> List.of(state))
        .find(looks.config(), looks.now);
  }

  private Drill drill(DrillStatus status) {
    Instant at = looks.now.minus(Duration.ofDays(1));
    return new Drill(
        Ids.next(),
        "backup",
        "drilled",
        "shop",
        "orders",
        null,
        Drill.EMBEDDED,
        "schedule",
        status,
        null,
        null,
        at,
        at,
        null,
        null,
        null,
        "it broke",
        null);
  }

  private List<FoundProblem> runs() {
    return new RunProblems(looks, () -> looks.active).find(looks.config(), looks.now);
  }

  private void end(String server, RunStatus status, boolean retryable) {
    RunEnd end = new RunEnd(status, looks.now, "dump-failed", "it broke", "mend it", retryable);
    looks.ended.add(RunsAt.ended(RunsAt.run(server, RunStatus.RUNNING, looks.now), end));
  }

  private final class Drilled implements DrillSummary {
    @Override
    public List<Drill> newest() {
      return List.copyOf(drills);
    }

    @Override
    public List<Drill> newestGood() {
      return List.of();
    }
  }
}
