package io.dumpwarden.notify;

import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.drill.DrillSummary;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Databases whose newest drill failed, or whose next one is late. */
public final class DrillProblems implements ProblemSource {

  private static final Duration LEAST_GRACE = Duration.ofDays(1);

  /** What was dumped under what, whatever the storage. */
  private record Subject(String schedule, String server, String scope) {}

  private final DrillSummary drills;
  private final Supplier<List<LastGood>> goods;
  private final Supplier<List<RowState>> states;

  /**
   * @param goods the newest good backups
   * @param states since when each row has been as it is
   */
  public DrillProblems(
      DrillSummary drills, Supplier<List<LastGood>> goods, Supplier<List<RowState>> states) {
    this.drills = drills;
    this.goods = goods;
    this.states = states;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("drill", "drill-late");
  }

  @Override
  public List<FoundProblem> find(ConfigSnapshot config, Instant now) {
    Routing routing = new Routing(config);
    Map<Subject, Drill> newest = new HashMap<>();
    drills.newest().stream()
        .filter(drill -> routing.isWatched(about(subject(drill))))
        .forEach(drill -> newest.put(subject(drill), drill));
    Stream<FoundProblem> failed = newest.values().stream().flatMap(drill -> failed(drill).stream());
    return Stream.concat(failed, late(config, newest, now).stream()).toList();
  }

  private static Subject subject(Drill drill) {
    return new Subject(drill.schedule(), drill.server(), drill.scope());
  }

  private static About about(Subject of) {
    return new About(of.server(), of.schedule(), null, of.scope(), null);
  }

  /** While the next one is under way, nothing is known. */
  private static Optional<FoundProblem> failed(Drill drill) {
    return switch (drill.status()) {
      case FAILED -> Optional.of(failure(drill));
      case RUNNING, CANCELLED, INTERRUPTED -> Optional.of(failure(drill).unsettled());
      case SUCCEEDED, PARTIAL -> Optional.empty();
    };
  }

  private static FoundProblem failure(Drill drill) {
    Subject of = subject(drill);
    List<String> lines = new ArrayList<>();
    Stream.of(drill.message(), drill.hint() == null ? null : "What to do: " + drill.hint())
        .filter(line -> line != null && !line.isBlank())
        .forEach(lines::add);
    lines.add("Drill %s.".formatted(drill.id()));
    return problem(of, "drill", "did not bring the backup back", lines, drill.id());
  }

  private static FoundProblem problem(
      Subject of, String kind, String what, List<String> lines, String occurrence) {
    return new FoundProblem(
        "%s/%s/%s/%s".formatted(kind, of.schedule(), of.server(), of.scope()),
        NotificationEvent.DRILL_FAILED,
        kind.equals("drill") ? Severity.CRITICAL : Severity.WARNING,
        "The restore drill of %s on %s (schedule %s) %s"
            .formatted(of.scope(), of.server(), of.schedule(), what),
        lines,
        about(of),
        occurrence,
        true);
  }

  private List<FoundProblem> late(ConfigSnapshot config, Map<Subject, Drill> newest, Instant now) {
    if (config.schedules().stream().noneMatch(one -> one.drill().every() != null)) {
      return List.of();
    }
    Map<String, Instant> since = new HashMap<>();
    states.get().stream()
        .filter(state -> state.row().kind() == ConfigKind.SCHEDULE)
        .forEach(state -> since.put(state.row().key(), state.seenSince()));
    List<FoundProblem> late = new ArrayList<>();
    for (LastGood good : goods.get()) {
      Subject of = new Subject(good.schedule(), good.server(), good.scope());
      Optional<Schedule> schedule = config.schedule(of.schedule()).filter(Schedule::enabled);
      if (schedule.isPresent() && new Routing(config).isWatched(about(of))) {
        dueAt(schedule.get(), newest.get(of), since.getOrDefault(of.schedule(), now))
            .filter(due -> due.isBefore(now))
            .ifPresent(due -> late.add(overdue(of, due)));
      }
    }
    return late;
  }

  /** When somebody should be told, half an interval after it was due. Whoever edits begins anew. */
  private static Optional<Instant> dueAt(
      Schedule schedule, @Nullable Drill last, Instant seenSince) {
    Instant from =
        last != null && last.startedAt().isAfter(seenSince) ? last.startedAt() : seenSince;
    return last != null && last.status() == DrillStatus.RUNNING
        ? Optional.empty()
        : schedule.drill().interval().map(every -> from.plus(every).plus(grace(every)));
  }

  private static Duration grace(Duration every) {
    Duration half = every.dividedBy(2);
    return half.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : half;
  }

  private static FoundProblem overdue(Subject of, Instant due) {
    String at = due.truncatedTo(ChronoUnit.SECONDS).toString();
    return problem(
        of,
        "drill-late",
        "is overdue",
        List.of(
            "It should have been done before %s.".formatted(at),
            "What to do: see whether drills can begin; they wait while runs wait."),
        "");
  }
}
