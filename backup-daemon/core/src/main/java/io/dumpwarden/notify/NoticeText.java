package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.config.NotificationRule;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.view.Ages;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes notices of problems: one each, or one of many. */
final class NoticeText {

  /** More of a kind at once become one notice, where people read them. */
  static final int SINGLY = 5;

  private static final int LISTED = 50;

  private final Routing routing;
  private final Instant now;

  NoticeText(Routing routing, Instant now) {
    this.routing = routing;
    this.now = now;
  }

  /** A notice and what it tells of. */
  record Of(Notice notice, List<KnownProblem> problems) {}

  List<Of> notices(Kind kind, List<KnownProblem> problems, Channel channel, NotificationRule rule) {
    return problems.size() > SINGLY && channel.type() != ChannelType.WEBHOOK
        ? List.of(new Of(many(kind, problems, rule), problems))
        : problems.stream().map(one -> new Of(one(kind, one), List.of(one))).toList();
  }

  Notice one(Kind kind, KnownProblem problem) {
    return new Notice(
        kind,
        problem.event(),
        problem.severity(),
        problem.key(),
        problem.title(),
        kind == Kind.RECOVERED ? recovered(problem) : standing(problem),
        problem.about(),
        now,
        problem.openedAt());
  }

  private List<String> standing(KnownProblem problem) {
    List<String> lines = new ArrayList<>(problem.lines());
    if (problem.occurrences() > 1) {
      lines.add(
          "It happened %d times, last at %s."
              .formatted(problem.occurrences(), Ages.withAge(problem.occurredAt(), now)));
    }
    return lines;
  }

  private List<String> recovered(KnownProblem problem) {
    Instant ended = problem.clearedAt() == null ? now : problem.clearedAt();
    String span =
        "It stood from %s to %s."
            .formatted(
                problem.openedAt().truncatedTo(ChronoUnit.SECONDS),
                ended.truncatedTo(ChronoUnit.SECONDS));
    return routing.isWatched(problem.about())
        ? List.of(span)
        : List.of(span, "Nobody looks at it any more: what it was about is disabled or removed.");
  }

  private Notice many(Kind kind, List<KnownProblem> problems, NotificationRule rule) {
    List<KnownProblem> gravest =
        problems.stream().sorted(Comparator.comparing(KnownProblem::severity).reversed()).toList();
    Severity severity = gravest.get(0).severity();
    return new Notice(
        kind,
        common(problems),
        severity,
        "many/" + rule.name(),
        title(kind, problems.size()),
        lines(gravest),
        About.NOTHING,
        now,
        problems.stream().map(KnownProblem::openedAt).min(Instant::compareTo).orElse(null));
  }

  private static @Nullable NotificationEvent common(List<KnownProblem> problems) {
    List<NotificationEvent> events = problems.stream().map(KnownProblem::event).distinct().toList();
    return events.size() == 1 ? events.get(0) : null;
  }

  private static String title(Kind kind, int count) {
    return switch (kind) {
      case REPEATED -> "%d problems still stand".formatted(count);
      case RECOVERED -> "%d problems are gone".formatted(count);
      case PROBLEM, DIGEST, TEST, PING_START, PING_SUCCESS, PING_FAIL ->
          "%d new problems".formatted(count);
    };
  }

  private static List<String> lines(List<KnownProblem> problems) {
    Stream<String> titles = problems.stream().limit(LISTED).map(KnownProblem::title);
    int more = problems.size() - LISTED;
    return Stream.concat(
            titles, more > 0 ? Stream.of("… and %d more".formatted(more)) : Stream.of())
        .toList();
  }
}
