package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.config.NotificationRule;
import io.dumpwarden.notify.Notice.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is told of which problem now, so that each channel hears of each once, and again at a
 * rule's interval only. For one look; adds to its changes.
 */
final class Telling {

  /** When what a receiver refused for good is told again, in case that it takes it then. */
  private static final Duration AGAIN = Duration.ofHours(1);

  private final Routing routing;
  private final Changes changes;
  private final Instant now;
  private final ToldIndex index;
  private final List<Told> told;

  /**
   * @param told who was told of what so far
   */
  Telling(Routing routing, List<Told> told, Changes changes, Instant now) {
    this.routing = routing;
    this.changes = changes;
    this.now = now;
    this.told = told;
    this.index = new ToldIndex(told);
  }

  /**
   * Adds messages and what is remembered of them to the changes.
   *
   * @param problems those that stand, and those that are gone of which a receiver does not know
   */
  void tell(List<KnownProblem> problems, Recipients recipients) {
    for (NotificationRule rule : recipients.enabledRules()) {
      if (!Quiet.isQuiet(rule, now)) {
        rule.channels().stream()
            .flatMap(name -> recipients.channel(name).filter(Telling::takesNotices).stream())
            .forEach(channel -> tell(rule, channel, problems, recipients));
      }
    }
    forget(problems, recipients);
  }

  private static boolean takesNotices(Channel channel) {
    return channel.enabled() && channel.type() != ChannelType.PING;
  }

  private void tell(
      NotificationRule rule, Channel channel, List<KnownProblem> problems, Recipients recipients) {
    Instant edited = recipients.edited().getOrDefault(channel.name(), Instant.MIN);
    Map<Kind, List<KnownProblem>> due = new HashMap<>();
    for (KnownProblem problem : problems) {
      Told before = index.of(problem, rule, channel).orElse(null);
      Optional<Kind> kind =
          problem.isOpen() ? standing(rule, channel, problem, edited) : gone(rule, before);
      kind.ifPresent(k -> due.computeIfAbsent(k, key -> new ArrayList<>()).add(problem));
    }
    NoticeText text = new NoticeText(routing, now);
    for (Kind kind : List.of(Kind.PROBLEM, Kind.REPEATED, Kind.RECOVERED)) {
      text.notices(kind, due.getOrDefault(kind, List.of()), channel, rule)
          .forEach(notice -> send(kind, notice, rule, channel));
    }
  }

  private void send(Kind kind, NoticeText.Of notice, NotificationRule rule, Channel channel) {
    Draft draft = Draft.of(channel.name(), rule.name(), notice.notice(), Draft.NOTICE_WORTH);
    changes.send(draft);
    if (kind != Kind.RECOVERED) {
      // whoever was told before knows of the problem, whether or not a repetition gets through
      notice.problems().forEach(one -> remember(rule, channel, one, kind, draft.id()));
    }
  }

  /** Another event than was told is a problem anew. */
  private Optional<Kind> standing(
      NotificationRule rule, Channel channel, KnownProblem problem, Instant edited) {
    if (!routing.matches(rule, problem)) {
      return Optional.empty();
    }
    Told before = index.of(problem, rule, channel).orElse(null);
    if (before == null || before.event() != problem.event() || isLost(before, edited)) {
      Told known = index.knows(problem, channel).orElse(null);
      if (known == null) {
        return Optional.of(Kind.PROBLEM);
      }
      remember(rule, channel, problem, Kind.PROBLEM, known.messageId());
      return Optional.empty();
    }
    Duration every = rule.repeatEvery();
    if (every == null || !isOver(index.lastTold(problem, channel), every)) {
      return Optional.empty();
    }
    return Optional.of(before.failed() ? Kind.PROBLEM : Kind.REPEATED);
  }

  /**
   * Whether its message failed, and another may do better: the channel was edited, or it is long
   * ago.
   */
  private boolean isLost(Told before, Instant edited) {
    boolean corrected = edited.isAfter(before.toldAt()) && !edited.isAfter(now);
    return before.failed() && (corrected || isOver(before.toldAt(), AGAIN));
  }

  /** A time that is still to come was remembered by a clock that went wrong. */
  private boolean isOver(Instant before, Duration every) {
    return before.isAfter(now) || !before.plus(every).isAfter(now);
  }

  private void remember(
      NotificationRule rule,
      Channel channel,
      KnownProblem problem,
      Kind kind,
      @Nullable String message) {
    Told before = index.of(problem, rule, channel).orElse(null);
    int times = before == null ? 1 : before.times() + (before.failed() ? 0 : 1);
    String first = kind == Kind.REPEATED && before != null ? before.messageId() : message;
    Told one =
        new Told(
            problem.id(), rule.id(), channel.name(), problem.event(), now, times, first, false);
    index.add(one);
    changes.tell(one);
  }

  private Optional<Kind> gone(NotificationRule rule, @Nullable Told before) {
    if (before == null || !rule.events().contains(NotificationEvent.RECOVERED)) {
      return Optional.empty();
    }
    // the channel knows now, whichever rules had it told
    index.remove(before).forEach(changes::forget);
    return before.failed() && before.times() == 1 ? Optional.empty() : Optional.of(Kind.RECOVERED);
  }

  /**
   * What nobody waits for any more: of rules and channels that are gone, or do not tell the end.
   */
  private void forget(List<KnownProblem> problems, Recipients recipients) {
    Map<String, NotificationRule> rules = new HashMap<>();
    recipients.enabledRules().forEach(rule -> rules.put(rule.id(), rule));
    Set<String> gone = new HashSet<>();
    problems.stream().filter(problem -> !problem.isOpen()).forEach(one -> gone.add(one.id()));
    Set<Told> forgotten = new HashSet<>(changes.untold());
    told.stream()
        .filter(one -> !forgotten.contains(one))
        .filter(one -> !isOfUse(one, rules.get(one.ruleId()), gone, recipients))
        .forEach(changes::forget);
  }

  private static boolean isOfUse(
      Told one, @Nullable NotificationRule rule, Set<String> gone, Recipients recipients) {
    if (recipients.invalidRules().contains(one.ruleId())) {
      return true;
    }
    if (rule == null || !rule.channels().contains(one.channel())) {
      return false;
    }
    boolean reachable =
        recipients.invalid().contains(one.channel())
            || recipients.channel(one.channel()).filter(Telling::takesNotices).isPresent();
    boolean open = !gone.contains(one.problemId());
    return reachable && (open || rule.events().contains(NotificationEvent.RECOVERED));
  }
}
