package io.dumpwarden.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Remembers looks as the metadata store does, in memory. */
final class MemoryStore implements NotificationStore {

  private final Map<String, KnownProblem> problems = new LinkedHashMap<>();
  private final Map<List<String>, Told> told = new LinkedHashMap<>();
  private final Map<List<String>, PingMark> pings = new LinkedHashMap<>();
  private final Map<String, String> states = new HashMap<>();
  private final List<Draft> drafts = new ArrayList<>();
  private final Set<String> failed = new HashSet<>();
  private int looks;

  /** All messages that told of something so far fail. */
  void fail() {
    told.values().forEach(one -> failed.add("" + one.messageId()));
  }

  private Told now(Told one) {
    return new Told(
        one.problemId(),
        one.ruleId(),
        one.channel(),
        one.event(),
        one.toldAt(),
        one.times(),
        one.messageId(),
        failed.contains("" + one.messageId()));
  }

  @Override
  public Known known() {
    Set<String> awaited = told.values().stream().map(Told::problemId).collect(Collectors.toSet());
    List<KnownProblem> known =
        problems.values().stream().filter(p -> p.isOpen() || awaited.contains(p.id())).toList();
    return new Known(
        "" + looks,
        known,
        told.values().stream().map(this::now).toList(),
        List.copyOf(pings.values()),
        states,
        Set.of());
  }

  @Override
  public boolean record(String look, Changes changes, Instant now) {
    if (!look.equals("" + looks)) {
      return false;
    }
    looks++;
    changes.problems().forEach(problem -> problems.put(problem.id(), problem));
    changes.untold().forEach(one -> told.remove(key(one)));
    changes.told().forEach(one -> told.put(key(one), one));
    changes.pings().forEach(m -> pings.put(List.of(m.channel(), m.schedule(), m.server()), m));
    states.putAll(changes.states());
    drafts.addAll(changes.drafts());
    return true;
  }

  private static List<String> key(Told one) {
    return List.of(one.problemId(), one.ruleId(), one.channel());
  }

  @Override
  public int prune(Duration olderThan) {
    return 0;
  }

  /** What was queued since this was asked last: {@code channel: kind title}. */
  List<String> messages() {
    List<String> messages =
        drafts.stream()
            .map(d -> d.channel() + ": " + d.notice().kind() + " " + d.notice().title())
            .toList();
    drafts.clear();
    return messages;
  }

  /** The same, as they are. */
  List<Draft> drafts() {
    List<Draft> all = List.copyOf(drafts);
    drafts.clear();
    return all;
  }
}
