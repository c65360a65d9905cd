package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.statistics.Fleet;
import io.dumpwarden.statistics.FleetStatistics;
import io.dumpwarden.statistics.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at problems that a test makes up, over rows that it writes, at times that it sets. */
final class Looks implements FleetStatistics, RunFacts {

  static final Instant MONDAY = Instant.parse("2026-10-05T10:00:00Z");

  final MemoryStore store = new MemoryStore();
  final List<FoundProblem> found = new ArrayList<>();
  Supplier<List<FoundProblem>> more = List::of;
  final List<Run> active = new ArrayList<>();
  final List<Run> ended = new ArrayList<>();
  Fleet.Verdict verdict = new Fleet.Verdict("safe", "Safe", List.of());
  Instant now = MONDAY;
  private ConfigSnapshot config = ConfigSnapshot.of(List.of());

  Looks rows(ConfigRow... more) {
    List<ConfigRow> rows =
        new ArrayList<>(
            List.of(
                SampleRows.server("shop", "labels", "env=prod"),
                SampleRows.server("lab", "labels", "env=test"),
                SampleRows.local("disk"),
                SampleRows.schedule("nightly", "servers", "shop,lab"),
                SampleRows.rule("nightly", "disk")));
    rows.addAll(Arrays.asList(more));
    config = ConfigSnapshot.of(rows);
    return this;
  }

  /** One row instead of another. */
  void instead(ConfigRow row) {
    List<ConfigRow> rows = new ArrayList<>(config.rows());
    rows.replaceAll(one -> one.ref().equals(row.ref()) ? row : one);
    config = ConfigSnapshot.of(rows);
  }

  ConfigSnapshot config() {
    return config;
  }

  Looks after(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Looks, and answers what was queued. */
  List<String> look() {
    new Watch(
            new Watch.Sources(
                List.of(source(() -> List.copyOf(found), "run"), source(() -> more.get(), "more")),
                this,
                () -> active,
                this),
            () -> config,
            store,
            () -> now)
        .look();
    return store.messages();
  }

  static ProblemSource source(Supplier<List<FoundProblem>> found, String kind) {
    return new ProblemSource() {
      @Override
      public Set<String> kinds() {
        return Set.of(kind);
      }

      @Override
      public List<FoundProblem> find(ConfigSnapshot config, Instant now) {
        return found.get();
      }
    };
  }

  static FoundProblem failed(String server) {
    return problem(NotificationEvent.FAILED, server, "run 1");
  }

  static FoundProblem problem(NotificationEvent event, @Nullable String server, String occurrence) {
    return new FoundProblem(
        "run/nightly/" + server,
        event,
        Severity.CRITICAL,
        event.id() + " " + server,
        List.of("a reason"),
        new About(server, server == null ? null : "nightly", null, null, null),
        occurrence,
        true);
  }

  @Override
  public Fleet fleet() {
    return new Fleet(
        now,
        verdict,
        List.of(),
        List.of(),
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        new Fleet.Drills(0, 0, 0, null, List.of()));
  }

  @Override
  public Statistics statistics() {
    Statistics.SuccessRate none = new Statistics.SuccessRate(7, 0, 0, null);
    return new Statistics(
        now,
        new Statistics.Totals(0, 0, 0, 0, 0, 0, 0, null, null),
        List.of(use(5_000_000_000L, 30L)),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        none,
        none,
        List.of());
  }

  static Statistics.StorageUse use(@Nullable Long free, @Nullable Long days) {
    return new Statistics.StorageUse("disk", 1, 2048, 1024, 10, free, days, List.of());
  }

  @Override
  public List<Run> troubled() {
    return ended.stream()
        .filter(run -> run.status() != RunStatus.SUCCEEDED && run.status() != RunStatus.SKIPPED)
        .toList();
  }

  @Override
  public List<Run> missed() {
    return ended.stream().filter(run -> run.status() == RunStatus.SKIPPED).toList();
  }

  @Override
  public List<Run> endedSince(Instant time) {
    return ended.stream()
        .filter(run -> run.end() != null && !run.end().at().isBefore(time))
        .toList();
  }

  @Override
  public List<Sum> sums(Instant from, Instant until) {
    return List.of(
        new Sum("nightly", "shop", "succeeded", 3, 4096, 2048),
        new Sum("nightly", "shop", "failed", 1, 0, 0),
        new Sum("nightly", "lab", "succeeded", 7, 4096, 2048));
  }
}
