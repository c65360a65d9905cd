package io.dumpwarden.statistics;

import io.dumpwarden.catalog.Ids;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Selection;
import io.dumpwarden.config.Server;
import io.dumpwarden.scan.DatabaseHoldings;
import io.dumpwarden.scan.ObjectCounts;
import io.dumpwarden.scan.ServerScan;
import io.dumpwarden.statistics.StatisticsFacts.Covered;
import io.dumpwarden.statistics.StatisticsFacts.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the databases that a schedule selects, and others of which it has backed up, but never
 * them: freshness knows only what was backed up once. Pure.
 */
final class Gaps {

  /** A schedule on a server. */
  private record Pair(String schedule, String server) {}

  private final Map<Pair, Set<String>> good = new HashMap<>();
  private final Map<Pair, Standing> standings;
  private final ConfigSnapshot config;
  private final Instant now;

  Gaps(List<Covered> covered, List<Standing> standings, ConfigSnapshot config, Instant now) {
    covered.forEach(
        one ->
            good.computeIfAbsent(new Pair(one.schedule(), one.server()), pair -> new HashSet<>())
                .add(one.database()));
    this.standings =
        standings.stream()
            .collect(
                Collectors.toMap(
                    one -> new Pair(one.schedule(), one.server()), Function.identity()));
    this.config = config;
    this.now = now;
  }

  /** How many there are on servers, as of each server's last scan. */
  long count(List<ServerScan> scans) {
    Map<String, ServerScan> byServer =
        scans.stream().collect(Collectors.toMap(ServerScan::server, Function.identity()));
    Set<String> found = new HashSet<>();
    for (Schedule schedule : config.schedules()) {
      if (schedule.enabled() && schedule.firing().isPresent()) {
        for (Server server : config.serversOf(schedule)) {
          ServerScan scan = byServer.get(server.name());
          if (scan != null) {
            missed(schedule, scan).forEach(name -> found.add(server.name() + "/" + name));
          }
        }
      }
    }
    return found.size();
  }

  private List<String> missed(Schedule schedule, ServerScan scan) {
    Pair pair = new Pair(schedule.name(), scan.server());
    // a schedule without any backup there is told of as such
    Set<String> known = good.get(pair);
    if (known == null || !isDue(schedule, scan, standings.get(pair))) {
      return List.of();
    }
    Selection selection = schedule.spec().selection();
    List<String> present =
        scan.holdings().databases().stream()
            .filter(database -> !selection.excludeEmpty() || !isEmpty(database.objects()))
            .map(DatabaseHoldings::name)
            .toList();
    return selection.of(present, config.settings()).databases().stream()
        .filter(name -> !known.contains(name))
        .toList();
  }

  /**
   * Whether what the scan saw should be backed up by now. A run that succeeded since then has taken
   * all that was still there.
   */
  private boolean isDue(Schedule schedule, ServerScan scan, @Nullable Standing standing) {
    Instant seen = scan.scannedAt();
    if (standing != null && isAfter(standing.succeededId(), seen)) {
      return false;
    }
    Duration maxAge = schedule.freshness().orElse(Duration.ZERO);
    return seen.isBefore(now.minus(maxAge))
        || (standing != null && isAfter(standing.badId(), seen));
  }

  private static boolean isAfter(@Nullable String runId, Instant seen) {
    return runId != null && Ids.timeOf(runId).filter(at -> at.isAfter(seen)).isPresent();
  }

  private static boolean isEmpty(ObjectCounts objects) {
    return objects.equals(new ObjectCounts(0, 0, 0, 0, 0, 0));
  }
}
