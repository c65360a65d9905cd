package io.dumpwarden.statistics;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Settings;
import io.dumpwarden.scan.DatabaseHoldings;
import io.dumpwarden.scan.ServerScan;
import io.dumpwarden.statistics.Fleet.Unprotected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the schedules that run by themselves leave open. Pure. */
final class Protection {

  private final Map<String, List<Schedule>> schedules = new HashMap<>();
  private final Set<String> covered = new HashSet<>();
  private final ConfigSnapshot config;
  private final Settings settings;

  Protection(ConfigSnapshot config) {
    this.config = config;
    this.settings = config.settings();
    Set<String> runnable =
        config.runnable().stream().map(Schedule::name).collect(Collectors.toSet());
    for (Schedule schedule : config.schedules()) {
      if (schedule.enabled() && schedule.firing().isPresent()) {
        add(schedule, runnable.contains(schedule.name()));
      }
    }
  }

  private void add(Schedule schedule, boolean runs) {
    for (Server server : config.serversOf(schedule)) {
      covered.add(server.name());
      if (runs) {
        schedules.computeIfAbsent(server.name(), name -> new ArrayList<>()).add(schedule);
      }
    }
  }

  /**
   * How many enabled servers no enabled schedule covers, the one that drills restore into aside. A
   * schedule that cannot run is told of itself.
   */
  long outside() {
    return config.servers().stream()
        .filter(server -> server.enabled() && !covered.contains(server.name()))
        .filter(server -> !server.name().equals(settings.scratchServer()))
        .count();
  }

  /** How many schedules are meant to run and cannot, for something is wrong with their rows. */
  long broken() {
    return config.rows().stream()
        .filter(row -> row.kind() == ConfigKind.SCHEDULE && isMeantToRun(row))
        .filter(row -> config.problems().containsKey(row.ref()))
        .count();
  }

  /** Of the row itself, since one that cannot be read is no schedule yet. */
  private static boolean isMeantToRun(ConfigRow row) {
    return !"false".equals(row.fields().get("enabled"));
  }

  /**
   * Databases that no schedule selects, by server and name; of a disabled server nobody expects
   * backups.
   */
  List<Unprotected> unprotected(List<ServerScan> scans) {
    return scans.stream().filter(this::isOfInterest).flatMap(scan -> of(scan).stream()).toList();
  }

  boolean isOfInterest(ServerScan scan) {
    return config.server(scan.server()).filter(Server::enabled).isPresent();
  }

  private List<Unprotected> of(ServerScan scan) {
    List<String> present =
        scan.holdings().databases().stream().map(DatabaseHoldings::name).toList();
    Set<String> selected = new HashSet<>();
    for (Schedule schedule : schedules.getOrDefault(scan.server(), List.of())) {
      selected.addAll(schedule.spec().selection().of(present, settings).databases());
    }
    return scan.holdings().databases().stream()
        .filter(database -> !selected.contains(database.name()))
        .map(
            database ->
                new Unprotected(scan.server(), database.name(), database.bytes(), scan.scannedAt()))
        .toList();
  }
}
