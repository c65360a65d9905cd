package io.dumpwarden.admin.page;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.FieldProblems;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.run.Run;
import io.dumpwarden.statistics.Fleet;
import io.dumpwarden.statistics.FleetStatistics;
import io.dumpwarden.statistics.Statistics;
import io.dumpwarden.view.DumpCommandView;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.ScanView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the pages of schedules ask of the daemon, answered from what a test puts here. */
final class ScheduleDesks {

  final Map<String, List<String>> databases = new HashMap<>();
  final List<Fleet.Freshness> freshness = new ArrayList<>();
  final List<String> asked = new ArrayList<>();

  void clear() {
    databases.clear();
    freshness.clear();
    asked.clear();
  }

  final FleetStatistics statistics =
      new FleetStatistics() {
        @Override
        public Statistics statistics() {
          throw new UnsupportedOperationException();
        }

        @Override
        public Fleet fleet() {
          return new Fleet(
              Instant.EPOCH,
              new Fleet.Verdict("safe", "", List.of()),
              List.copyOf(freshness),
              List.of(),
              0,
              0,
              List.of(),
              List.of(),
              List.of(),
              new Fleet.Drills(0, 0, 0, null, List.of()));
        }
      };

  final RunDesk runs =
      new RunDesk() {
        @Override
        public List<Run> launch(
            String schedule, @Nullable String server, @Nullable String ticket, Caller caller) {
          if (ticket != null && ticket.contains("!")) {
            // as the real one refuses it
            FieldProblems problems = new FieldProblems();
            problems.add("ticket", "is no ticket: letters only");
            problems.throwIfAny("the request");
          }
          asked.add("launch %s %s %s".formatted(schedule, server, ticket));
          return List.of();
        }

        @Override
        public List<Run> launchManual(
            String server, Map<String, String> words, @Nullable String ticket, Caller caller) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void cancel(String runId, Caller caller) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Preview preview(String schedule, @Nullable String server) {
          return new Preview(List.of(), 7);
        }
      };

  final CheckDesk checks =
      new CheckDesk() {
        @Override
        public Findings test(ConfigKind kind, String name) {
          Findings found = new Findings();
          found.ok("row", "looked at " + name);
          return found;
        }

        @Override
        public Findings test(ConfigKind kind, String name, RowChanges changes) {
          throw new UnsupportedOperationException();
        }

        @Override
        public ScanView scan(String server) {
          throw new UnsupportedOperationException();
        }

        /** Costs too much for pages of schedules. */
        @Override
        public ScanView lastScan(String server) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Long> lastSizes(String server) {
          Map<String, Long> sizes = new TreeMap<>();
          databases.getOrDefault(server, List.of()).forEach(name -> sizes.put(name, 1024L));
          return sizes;
        }

        @Override
        public List<Instant> next(String cron, String zone, int count) {
          throw new UnsupportedOperationException();
        }

        @Override
        public DumpCommandView dumpCommand(String server, @Nullable String schedule) {
          throw new UnsupportedOperationException();
        }
      };
}
