package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Schedules whose newest run on a server did not bring what it should, or did not begin. */
public final class RunProblems implements ProblemSource {

  /** How long after a failure its next attempt may not be queued yet. */
  private static final Duration QUEUEING = Duration.ofSeconds(10);

  private record Pair(String schedule, String server) {

    static Pair of(Run run) {
      return new Pair(run.schedule(), run.server());
    }
  }

  private final RunFacts facts;
  private final Supplier<List<Run>> active;

  /**
   * @param active runs at work and in the queue
   */
  public RunProblems(RunFacts facts, Supplier<List<Run>> active) {
    this.facts = facts;
    this.active = active;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("run", "missed");
  }

  @Override
  public List<FoundProblem> find(ConfigSnapshot config, Instant now) {
    Routing routing = new Routing(config);
    // first: a retry that ends between the two questions is then asked about again at the next look
    Set<Pair> retried =
        active.get().stream()
            .filter(run -> run.trigger() == RunTrigger.RETRY)
            .map(Pair::of)
            .collect(Collectors.toSet());
    Stream<FoundProblem> failed =
        facts.troubled().stream()
            .filter(run -> !run.isAsked() && routing.isWatched(about(run)))
            .map(
                run ->
                    retried.contains(Pair.of(run)) || isJustOver(run, config, now)
                        ? failed(run).unsettled()
                        : failed(run));
    Stream<FoundProblem> missed =
        facts.missed().stream()
            .filter(run -> routing.isWatched(about(run)))
            .map(RunProblems::missed);
    return Stream.concat(failed, missed).toList();
  }

  /** Whether another attempt may be about to be queued. */
  private static boolean isJustOver(Run run, ConfigSnapshot config, Instant now) {
    RunEnd end = run.end();
    return end != null
        && end.retryable()
        && end.at().isAfter(now.minus(QUEUEING))
        && config
            .schedule(run.schedule())
            .filter(schedule -> run.attempt() < schedule.retries().maxAttempts())
            .isPresent();
  }

  private static About about(Run run) {
    return new About(run.server(), run.schedule(), null, null, run.id());
  }

  private static FoundProblem failed(Run run) {
    boolean partial = run.status() == RunStatus.PARTIAL;
    return new FoundProblem(
        "run/%s/%s".formatted(run.schedule(), run.server()),
        partial ? NotificationEvent.PARTIAL : NotificationEvent.FAILED,
        partial ? Severity.WARNING : Severity.CRITICAL,
        "Backup of %s (schedule %s) %s".formatted(run.server(), run.schedule(), word(run.status())),
        lines(run),
        about(run),
        run.id(),
        true);
  }

  private static String word(RunStatus status) {
    return switch (status) {
      case PARTIAL -> "is partial";
      case INTERRUPTED -> "was interrupted";
      case FAILED, QUEUED, RUNNING, SUCCEEDED, CANCELLED, SKIPPED -> "failed";
    };
  }

  private static List<String> lines(Run run) {
    List<String> lines = new ArrayList<>();
    RunEnd end = run.end();
    if (end != null) {
      add(lines, "", end.message());
      add(lines, "What to do: ", end.hint());
      add(lines, "Code: ", end.errorCode());
    }
    lines.add("Run %s, attempt %d.".formatted(run.id(), run.attempt()));
    return lines;
  }

  private static void add(List<String> lines, String before, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      lines.add(before + text);
    }
  }

  private static FoundProblem missed(Run run) {
    return new FoundProblem(
        "missed/%s/%s".formatted(run.schedule(), run.server()),
        NotificationEvent.MISSED,
        Severity.WARNING,
        "Backup of %s (schedule %s) was missed".formatted(run.server(), run.schedule()),
        List.of(
            "It was due at %s.".formatted(run.fireTime().truncatedTo(ChronoUnit.SECONDS)),
            "What to do: see why no daemon was at work then; run it now, or let the schedule"
                + " catch up by itself."),
        about(run),
        run.id(),
        true);
  }
}
