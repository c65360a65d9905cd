package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.NotificationRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who was told of what, found by problem and channel; grows with what is told. For one look. */
final class ToldIndex {

  private record Pair(String problemId, String channel) {}

  private final Map<Pair, List<Told>> byPair = new HashMap<>();

  ToldIndex(List<Told> told) {
    told.forEach(this::add);
  }

  void add(Told told) {
    List<Told> ofPair =
        byPair.computeIfAbsent(
            new Pair(told.problemId(), told.channel()), pair -> new ArrayList<>());
    ofPair.removeIf(one -> one.ruleId().equals(told.ruleId()));
    ofPair.add(told);
  }

  /** Answers all that is removed: whichever rules had the channel told of the problem. */
  List<Told> remove(Told told) {
    List<Told> removed = byPair.remove(new Pair(told.problemId(), told.channel()));
    return removed == null ? List.of() : removed;
  }

  Optional<Told> of(KnownProblem problem, NotificationRule rule, Channel channel) {
    return ofPair(problem, channel).stream()
        .filter(told -> told.ruleId().equals(rule.id()))
        .findFirst();
  }

  /** That the channel was told of the problem as it is now, whichever rule said so. */
  Optional<Told> knows(KnownProblem problem, Channel channel) {
    return ofPair(problem, channel).stream()
        .filter(told -> told.event() == problem.event() && !told.failed())
        .findFirst();
  }

  /** When the channel was last told of it, whichever rule said so. */
  Instant lastTold(KnownProblem problem, Channel channel) {
    return ofPair(problem, channel).stream()
        .map(Told::toldAt)
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  private List<Told> ofPair(KnownProblem problem, Channel channel) {
    return byPair.getOrDefault(new Pair(problem.id(), channel.name()), List.of());
  }
}
