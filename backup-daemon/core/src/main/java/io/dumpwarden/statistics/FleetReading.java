package io.dumpwarden.statistics;

import io.dumpwarden.anomaly.OpenAnomaly;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.scan.ServerScan;
import io.dumpwarden.statistics.Fleet.Drills;
import io.dumpwarden.statistics.Fleet.Freshness;
import io.dumpwarden.statistics.Fleet.NextRun;
import io.dumpwarden.statistics.Fleet.Unprotected;
import io.dumpwarden.statistics.Judgement.Concerns;
import io.dumpwarden.statistics.StatisticsFacts.Loss;
import io.dumpwarden.statistics.StatisticsFacts.Standing;
import io.dumpwarden.view.DrillView;
import io.dumpwarden.view.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the picture of the fleet at one moment. */
final class FleetReading {

  private static final int FEW = 8;
  private static final Duration OF_LATE = Duration.ofDays(7);
  private static final Duration DRILL_MATTERS = Duration.ofDays(30);

  private final FleetSources sources;
  private final Instant now;
  private final ConfigSnapshot config;
  private final List<RowState> states;

  FleetReading(FleetSources sources, Instant now) {
    this.sources = sources;
    this.now = now;
    this.config = sources.config().get();
    this.states = sources.states().all();
  }

  Fleet read() {
    List<Loss> losses = sources.facts().losses();
    List<Standing> standings = sources.facts().standings();
    List<Freshness> freshness =
        new FreshnessReading(sources.summary().lastGood(), losses, standings, config, now).read();
    Protection protection = new Protection(config);
    List<ServerScan> scans =
        sources.scans().all().stream().filter(protection::isOfInterest).toList();
    List<Unprotected> unprotected = protection.unprotected(scans);
    Drills drills = drills();
    Concerns concerns =
        new Concerns(
            protection.broken(),
            gaps(scans, standings),
            config.settings().paused(),
            losses.stream().mapToLong(Loss::copies).sum(),
            unprotected.size(),
            protection.outside(),
            drills.failed(),
            sources.anomalies().open().stream().map(OpenAnomaly::backupId).distinct().count());
    return new Fleet(
        now,
        new Judgement(freshness, concerns).verdict(),
        freshness,
        unprotected,
        scans.size(),
        config.servers().stream().filter(Server::enabled).count(),
        failures(),
        nextRuns(),
        sources.runs().active().stream().map(RunView::of).toList(),
        drills);
  }

  private long gaps(List<ServerScan> scans, List<Standing> standings) {
    return scans.isEmpty()
        ? 0
        : new Gaps(sources.facts().covered(), standings, config, now).count(scans);
  }

  private List<RunView> failures() {
    return Stream.of(RunStatus.FAILED, RunStatus.PARTIAL, RunStatus.INTERRUPTED)
        .flatMap(status -> newest(status).stream())
        .sorted(Comparator.comparing(Run::id).reversed())
        .limit(FEW)
        .map(RunView::of)
        .toList();
  }

  private List<Run> newest(RunStatus status) {
    return sources
        .runs()
        .list(RunFilter.builder().status(status.id()).from(now.minus(OF_LATE)).limit(FEW).build());
  }

  private List<NextRun> nextRuns() {
    return states.stream()
        .filter(state -> state.row().kind() == ConfigKind.SCHEDULE && state.nextFireAt() != null)
        .sorted(
            Comparator.<RowState, Instant>comparing(
                    state -> Objects.requireNonNull(state.nextFireAt()))
                .thenComparing(state -> state.row().key()))
        .flatMap(state -> next(state).stream())
        .limit(FEW)
        .toList();
  }

  private List<NextRun> next(RowState state) {
    Instant at = state.nextFireAt();
    return at == null
        ? List.of()
        : config.schedule(state.row().key()).filter(Schedule::enabled).stream()
            .map(schedule -> new NextRun(schedule.name(), at, config.serversOf(schedule).size()))
            .toList();
  }

  private Drills drills() {
    List<Drill> newest =
        sources.drills().newest().stream()
            .filter(drill -> config.server(drill.server()).isPresent())
            .toList();
    long good = newest.stream().filter(d -> d.status() == DrillStatus.SUCCEEDED).count();
    long failed = newest.stream().filter(d -> stillFailed(d, config, now)).count();
    List<DrillView> last =
        newest.stream()
            .sorted(Comparator.comparing(Drill::id).reversed())
            .limit(FEW)
            .map(DrillView::of)
            .toList();
    return new Drills(newest.size(), good, failed, medianRecovery(newest), last);
  }

  /**
   * A schedule that is gone never drills again: what failed must not be held against it for ever.
   */
  static boolean stillFailed(Drill drill, ConfigSnapshot config, Instant now) {
    return drill.status() == DrillStatus.FAILED
        && (config.schedule(drill.schedule()).filter(Schedule::enabled).isPresent()
            || drill.startedAt().isAfter(now.minus(DRILL_MATTERS)));
  }

  private static @Nullable Double medianRecovery(List<Drill> drills) {
    List<Duration> recoveries =
        drills.stream().map(Drill::recovery).filter(Objects::nonNull).sorted().toList();
    return recoveries.isEmpty() ? null : recoveries.get(recoveries.size() / 2).toMillis() / 1000.0;
  }
}
