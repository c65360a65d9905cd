package io.dumpwarden.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a look changes, gathered until it is recorded in one step. For one thread. */
public final class Changes {

  private final List<KnownProblem> problems = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final List<Told> untold = new ArrayList<>();
  private final List<Draft> drafts = new ArrayList<>();
  private final List<PingMark> pings = new ArrayList<>();
  private final Map<String, String> states = new LinkedHashMap<>();

  void problem(KnownProblem problem) {
    problems.add(problem);
  }

  void tell(Told one) {
    told.add(one);
  }

  void forget(Told one) {
    untold.add(one);
  }

  void send(Draft draft) {
    drafts.add(draft);
  }

  void ping(PingMark mark) {
    pings.add(mark);
  }

  void state(String name, String value) {
    states.put(name, value);
  }

  /** Those to be recorded as they are now. */
  public List<KnownProblem> problems() {
    return problems;
  }

  /** Those to be recorded as they are now. */
  public List<Told> told() {
    return told;
  }

  /** Those to be forgotten. */
  public List<Told> untold() {
    return untold;
  }

  /** Messages to be queued, in this order. */
  public List<Draft> drafts() {
    return drafts;
  }

  public List<PingMark> pings() {
    return pings;
  }

  public Map<String, String> states() {
    return states;
  }

  boolean isEmpty() {
    return problems.isEmpty()
        && told.isEmpty()
        && untold.isEmpty()
        && drafts.isEmpty()
        && pings.isEmpty()
        && states.isEmpty();
  }
}
