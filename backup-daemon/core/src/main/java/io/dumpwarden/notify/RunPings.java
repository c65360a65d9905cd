package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.NotificationRule;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls dead-man switches when runs start and end. For one look; adds to its changes. */
final class RunPings {

  /** Runs that ended longer ago are not told any more. */
  static final Duration OF_LATE = Duration.ofHours(1);

  /** The same for a schedule on a server that a channel was never called for. */
  private static final Duration AT_FIRST = Duration.ofMinutes(5);

  /** Of one schedule on one server no more than so many at once: the newest. */
  private static final int AT_ONCE = 3;

  private record Pair(String channel, String schedule, String server) {}

  private final Routing routing;
  private final Recipients recipients;
  private final Changes changes;
  private final Instant now;
  private final Map<Pair, PingMark> marks = new HashMap<>();

  RunPings(
      Routing routing, Recipients recipients, List<PingMark> known, Changes changes, Instant now) {
    this.routing = routing;
    this.recipients = recipients;
    this.changes = changes;
    this.now = now;
    known.forEach(m -> marks.put(new Pair(m.channel(), m.schedule(), m.server()), m));
  }

  /** Whether runs matter to anybody. */
  boolean wantsRuns() {
    return recipients.channels().stream().anyMatch(RunPings::isOnRun);
  }

  private static boolean isOnRun(Channel channel) {
    return IntervalPings.isPing(channel) && IntervalPings.interval(channel).isEmpty();
  }

  /**
   * Calls those that wait for runs.
   *
   * @param active runs at work and in the queue
   * @param ended those that ended since {@link #OF_LATE}, in any order
   */
  void runs(List<Run> active, List<Run> ended) {
    List<Run> inOrder = ended.stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
    recipients.channels().stream()
        .filter(RunPings::isOnRun)
        .forEach(
            channel -> {
              byPair(channel, inOrder).forEach((pair, runs) -> ended(channel, pair, runs));
              active.stream()
                  .filter(run -> run.status() == RunStatus.RUNNING && isOf(channel, run))
                  .forEach(run -> started(channel, run));
            });
  }

  private Map<Pair, List<Run>> byPair(Channel channel, List<Run> runs) {
    Map<Pair, List<Run>> byPair = new HashMap<>();
    runs.stream()
        .filter(run -> isProof(run.status()) && isOf(channel, run))
        .forEach(run -> byPair.merge(pair(channel, run), List.of(run), RunPings::joined));
    return byPair;
  }

  private static List<Run> joined(List<Run> some, List<Run> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static Pair pair(Channel channel, Run run) {
    return new Pair(channel.name(), run.schedule(), run.server());
  }

  private boolean isOf(Channel channel, Run run) {
    About about = new About(run.server(), run.schedule(), null, null, run.id());
    return !run.isAsked()
        && recipients.enabledRules().stream()
            .filter(rule -> rule.channels().contains(channel.name()))
            .anyMatch(rule -> routing.isAbout(rule, about));
  }

  /** Whether it says something about backups that it ended so. */
  private static boolean isProof(RunStatus status) {
    return switch (status) {
      case SUCCEEDED, PARTIAL, FAILED, INTERRUPTED -> true;
      case QUEUED, RUNNING, CANCELLED, SKIPPED -> false;
    };
  }

  private void ended(Channel channel, Pair pair, List<Run> runs) {
    PingMark mark = marks.get(pair);
    List<Run> untold = runs.stream().filter(run -> isUntold(run, mark)).toList();
    untold.stream()
        .skip(Math.max(0, untold.size() - AT_ONCE))
        .forEach(run -> call(channel, kind(run), run));
    if (!untold.isEmpty()) {
      Run last = untold.get(untold.size() - 1);
      mark(pair, mark == null ? null : mark.startedRun(), last.id(), last.status().id());
    }
  }

  private static Kind kind(Run run) {
    return run.status() == RunStatus.SUCCEEDED ? Kind.PING_SUCCESS : Kind.PING_FAIL;
  }

  /** A proven result that comes late overrides another one of the same run. */
  private boolean isUntold(Run run, @Nullable PingMark mark) {
    String known = mark == null ? null : mark.endedRun();
    if (known == null) {
      RunEnd end = run.end();
      return end != null && end.at().isAfter(now.minus(AT_FIRST));
    }
    int order = run.id().compareTo(known);
    return order > 0 || order == 0 && mark != null && !run.status().id().equals(mark.endedStatus());
  }

  private void started(Channel channel, Run run) {
    Pair pair = pair(channel, run);
    PingMark mark = marks.get(pair);
    if (mark != null && mark.endedRun() != null && run.id().compareTo(mark.endedRun()) <= 0) {
      // it ended between the two questions
      return;
    }
    if (mark == null || !run.id().equals(mark.startedRun())) {
      call(channel, Kind.PING_START, run);
      String ended = mark == null ? null : mark.endedRun();
      mark(pair, run.id(), ended, mark == null ? null : mark.endedStatus());
    }
  }

  private void mark(
      Pair pair, @Nullable String started, @Nullable String ended, @Nullable String status) {
    PingMark mark =
        new PingMark(pair.channel(), pair.schedule(), pair.server(), started, ended, status);
    marks.put(pair, mark);
    changes.ping(mark);
  }

  private void call(Channel channel, Kind kind, Run run) {
    String key = "ping/%s/%s".formatted(run.schedule(), run.server());
    String title = "%s on %s: %s".formatted(run.schedule(), run.server(), run.status().id());
    About about = new About(run.server(), run.schedule(), null, null, run.id());
    RunEnd end = run.end();
    String message = end == null ? null : end.message();
    List<String> lines = message == null ? List.of() : List.of(message);
    Severity severity = kind == Kind.PING_FAIL ? Severity.CRITICAL : Severity.INFO;
    Notice notice = new Notice(kind, null, severity, key, title, lines, about, now, null);
    changes.send(Draft.of(channel.name(), ruleOf(channel), notice, Draft.PING_WORTH));
  }

  private @Nullable String ruleOf(Channel channel) {
    return recipients.enabledRules().stream()
        .filter(rule -> rule.channels().contains(channel.name()))
        .map(NotificationRule::name)
        .findFirst()
        .orElse(null);
  }
}
