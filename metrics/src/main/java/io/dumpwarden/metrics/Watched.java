package io.dumpwarden.metrics;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which servers which schedules are meant to back up at present. What failed of any others is
 * nobody's business any more, and must not alert for ever.
 */
final class Watched {

  private record Pair(String server, String schedule) {}

  private final Set<Pair> pairs;

  Watched(ConfigSnapshot config) {
    this.pairs =
        config.schedules().stream()
            .filter(Schedule::enabled)
            .flatMap(
                schedule ->
                    config.serversOf(schedule).stream()
                        .map(server -> new Pair(server.name(), schedule.name())))
            .collect(Collectors.toUnmodifiableSet());
  }

  boolean has(String server, String schedule) {
    return pairs.contains(new Pair(server, schedule));
  }
}
