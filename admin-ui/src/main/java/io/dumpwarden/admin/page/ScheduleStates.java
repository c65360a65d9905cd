package io.dumpwarden.admin.page;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.FireTimes;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.statistics.Fleet;
import io.dumpwarden.statistics.Fleet.Freshness;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How schedules stand, as of one moment. */
final class ScheduleStates {

  private final ConfigSnapshot snapshot;
  private final RowProblems problems;
  private final Map<String, List<Freshness>> freshness;

  ScheduleStates(ConfigSnapshot snapshot, RowProblems problems, Fleet fleet) {
    this.snapshot = snapshot;
    this.problems = problems;
    this.freshness = fleet.freshness().stream().collect(Collectors.groupingBy(Freshness::schedule));
  }

  /** How it stands on each of its servers, worst first. */
  List<Freshness> freshness(String schedule) {
    return freshness.getOrDefault(schedule, List.of()).stream()
        .sorted(Comparator.comparing(Freshness::status))
        .toList();
  }

  @Nullable String problem(ConfigRow row) {
    return problems.of(row);
  }

  /** One of {@link SchedulesPage#STATES}. */
  String of(ConfigRow row) {
    if (problem(row) != null) {
      return "problem";
    }
    if (!"true".equals(row.fields().get("enabled"))) {
      return "disabled";
    }
    return freshness(row.key()).stream()
        .findFirst()
        .map(worst -> worst.status().id())
        .orElseGet(() -> firing(row.key()).isPresent() ? "waiting" : "by hand");
  }

  /** The oldest of the last good backups on its servers; empty where one has none. */
  Optional<Instant> oldestGood(String schedule) {
    List<Freshness> all = freshness(schedule);
    return all.stream().anyMatch(each -> each.lastGoodAt() == null)
        ? Optional.empty()
        : all.stream()
            .map(each -> Objects.requireNonNull(each.lastGoodAt()))
            .min(Comparator.naturalOrder());
  }

  /** When it fires next; empty where it does not. */
  Optional<Instant> next(ConfigRow row, Instant now) {
    boolean armed = "true".equals(row.fields().get("enabled")) && problem(row) == null;
    return armed && !snapshot.settings().paused()
        ? firing(row.key()).flatMap(firing -> firing.next(now))
        : Optional.empty();
  }

  private Optional<FireTimes> firing(String schedule) {
    return snapshot.schedule(schedule).flatMap(Schedule::firing);
  }

  /** How many servers it matches. */
  int servers(String schedule) {
    return snapshot.schedule(schedule).map(found -> snapshot.serversOf(found).size()).orElse(0);
  }

  /** Whether it backs up that server. */
  boolean covers(ConfigRow row, String server) {
    return snapshot
        .server(server)
        .filter(Server::enabled)
        .filter(
            found ->
                snapshot
                    .schedule(row.key())
                    .filter(schedule -> schedule.servers().matches(found))
                    .isPresent())
        .isPresent();
  }
}
