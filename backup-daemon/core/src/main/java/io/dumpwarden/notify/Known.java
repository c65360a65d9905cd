package io.dumpwarden.notify;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered from the looks before, as of one moment.
 *
 * @param look changes with everything that is recorded
 * @param problems those that stand, and those that are gone of which a receiver does not know yet
 * @param states by name
 */
public record Known(
    String look,
    List<KnownProblem> problems,
    List<Told> told,
    List<PingMark> pings,
    Map<String, String> states) {

  public Known {
    problems = List.copyOf(problems);
    told = List.copyOf(told);
    pings = List.copyOf(pings);
    states = Map.copyOf(states);
  }

  Optional<String> state(String name) {
    return Optional.ofNullable(states.get(name));
  }
}
