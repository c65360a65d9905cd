package io.dumpwarden.notify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is remembered from the looks before, as of one moment.
 *
 * @param look changes with everything that is recorded
 * @param problems those that stand, and those that are gone of which a receiver does not know yet
 * @param states by name
 * @param unread keys of open problems that a newer version of the program wrote: they are its own
 */
public record Known(
    String look,
    List<KnownProblem> problems,
    List<Told> told,
    List<PingMark> pings,
    Map<String, String> states,
    Set<String> unread) {

  public Known {
    problems = List.copyOf(problems);
    told = List.copyOf(told);
    pings = List.copyOf(pings);
    states = Map.copyOf(states);
    unread = Set.copyOf(unread);
  }

  Optional<String> state(String name) {
    return Optional.ofNullable(states.get(name));
  }
}
