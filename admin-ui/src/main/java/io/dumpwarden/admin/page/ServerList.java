package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.ServersPage.Filter;
import io.dumpwarden.admin.page.ServersPage.Row;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.scan.KnownServers;
import io.dumpwarden.scan.KnownServers.LastGood;
import io.dumpwarden.scan.KnownServers.LastRun;
import io.dumpwarden.scan.KnownServers.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the list of servers: a few statements, however many servers there are. */
final class ServerList {

  private static final int PAGE = 100;

  private final RowAccess access;
  private final KnownServers known;

  ServerList(RowAccess access, KnownServers known) {
    this.access = access;
    this.known = known;
  }

  /** What is the same for all rows of one answer. */
  private record Moment(
      ConfigSnapshot snapshot,
      List<Schedule> firing,
      RowProblems problems,
      Map<String, LastRun> runs,
      Instant now) {

    Moment with(Map<String, LastRun> others) {
      return new Moment(snapshot, firing, problems, others, now);
    }
  }

  ServersPage of(Filter filter, Instant now) {
    List<ConfigRow> all =
        access.rows().list(ConfigKind.SERVER).stream()
            .sorted(Comparator.comparing(ConfigRow::key))
            .toList();
    ConfigSnapshot snapshot = access.snapshots().get();
    Moment moment =
        new Moment(
            snapshot,
            snapshot.runnable().stream().filter(s -> s.firing().isPresent()).toList(),
            new RowProblems(snapshot, access.states().all()),
            // of all of them only where it decides which are shown
            filter.state().isEmpty() ? Map.of() : known.lastRuns(),
            now);
    List<ConfigRow> fitting = all.stream().filter(row -> fits(row, filter, moment)).toList();
    List<ConfigRow> rest =
        fitting.stream().filter(row -> row.key().compareTo(filter.after()) > 0).toList();
    List<ConfigRow> shown = rest.stream().limit(PAGE).toList();
    Moment lately = filter.state().isEmpty() ? moment.with(known.lastRuns(names(shown))) : moment;
    String next = rest.size() > PAGE ? address(filter, shown.get(PAGE - 1).key()) : null;
    return new ServersPage(
        filter, rows(shown, lately), !all.isEmpty(), fitting.size(), labels(all), next);
  }

  private static String address(Filter filter, String after) {
    return Links.to("/servers")
        .with("q", filter.text())
        .with("label", filter.label())
        .with("state", filter.state())
        .with("after", after)
        .text();
  }

  private static boolean fits(ConfigRow row, Filter filter, Moment moment) {
    String text = filter.text().toLowerCase(Locale.ROOT);
    boolean named =
        (row.key() + " " + row.fields().get("host")).toLowerCase(Locale.ROOT).contains(text);
    boolean labelled = filter.label().isEmpty() || pairs(labels(row)).contains(filter.label());
    return named
        && labelled
        && (filter.state().isEmpty() || filter.state().equals(state(row, moment)));
  }

  private static String state(ConfigRow row, Moment moment) {
    LastRun run = moment.runs().get(row.key());
    if (moment.problems().of(row) != null) {
      return "problem";
    }
    if (!"true".equals(row.fields().get("enabled"))) {
      return "disabled";
    }
    return run == null ? "never run" : stateOfRun(run.status());
  }

  private static String stateOfRun(String status) {
    return switch (status) {
      case "failed", "partial", "interrupted" -> "failing";
      case "queued", "running" -> "running";
      default -> "ok";
    };
  }

  private static List<String> names(List<ConfigRow> rows) {
    return rows.stream().map(ConfigRow::key).toList();
  }

  private List<Row> rows(List<ConfigRow> shown, Moment moment) {
    List<String> names = names(shown);
    Map<String, Seen> seen = known.seen(names);
    Map<String, Map<String, Instant>> good = new HashMap<>();
    for (LastGood each : known.lastGood(names)) {
      good.computeIfAbsent(each.server(), name -> new TreeMap<>()).put(each.schedule(), each.at());
    }
    return shown.stream()
        .map(row -> row(row, moment, seen.get(row.key()), good.getOrDefault(row.key(), Map.of())))
        .toList();
  }

  private static Row row(
      ConfigRow row, Moment moment, @Nullable Seen seen, Map<String, Instant> good) {
    Map<String, @Nullable String> fields = row.fields();
    LastRun run = moment.runs().get(row.key());
    List<Schedule> schedules = schedules(row.key(), moment);
    return new Row(
        row.key(),
        fields.get("host") + ":" + fields.get("port"),
        String.valueOf(fields.get("flavor")),
        seen == null ? null : seen.version(),
        labels(row),
        "true".equals(fields.get("enabled")),
        "true".equals(fields.get("protected")),
        state(row, moment),
        moment.problems().of(row),
        run == null ? null : run.id(),
        run == null ? null : run.status(),
        run == null ? null : run.at(),
        run == null ? null : run.message(),
        good.values().stream().max(Instant::compareTo).orElse(null),
        late(schedules, good, row.createdAt(), moment.now()),
        !schedules.isEmpty());
  }

  /** The schedules that fire for a server. */
  private static List<Schedule> schedules(String name, Moment moment) {
    Server server = moment.snapshot().server(name).filter(Server::enabled).orElse(null);
    return server == null
        ? List.of()
        : moment.firing().stream().filter(schedule -> schedule.servers().matches(server)).toList();
  }

  /** A server that is younger than what a schedule allows is not late yet. */
  private static List<String> late(
      List<Schedule> schedules, Map<String, Instant> good, Instant since, Instant now) {
    return schedules.stream()
        .filter(
            schedule -> {
              Instant last = good.getOrDefault(schedule.name(), since);
              Duration age = Duration.between(last, now);
              return schedule.freshness().filter(limit -> age.compareTo(limit) > 0).isPresent();
            })
        .map(Schedule::name)
        .toList();
  }

  /** A row's labels; empty where they cannot be read. */
  static Map<String, String> labels(ConfigRow row) {
    String text = row.fields().get("labels");
    Map<String, String> labels = new TreeMap<>();
    if (text != null) {
      for (String pair : text.split(",")) {
        String[] parts = pair.strip().split("=", 2);
        if (!parts[0].isEmpty()) {
          labels.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
      }
    }
    return labels;
  }

  private static List<String> pairs(Map<String, String> labels) {
    return labels.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  private static List<String> labels(List<ConfigRow> all) {
    TreeSet<String> labels = new TreeSet<>();
    all.forEach(row -> labels.addAll(pairs(labels(row))));
    return List.copyOf(labels);
  }
}
