package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.SchedulesPage.Filter;
import io.dumpwarden.admin.page.SchedulesPage.Row;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.run.RunFilter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the list of schedules: one look at the configuration, and one at runs for each line. */
final class ScheduleList {

  private static final int PAGE = 50;

  /** So many of a schedule's newest runs tell how its last fire ended. */
  private static final int RUNS = 20;

  private final ScheduleSources sources;

  ScheduleList(ScheduleSources sources) {
    this.sources = sources;
  }

  SchedulesPage of(Filter filter) {
    List<ConfigRow> all =
        sources.rows().list(ConfigKind.SCHEDULE).stream()
            .sorted(Comparator.comparing(ConfigRow::key))
            .toList();
    ConfigSnapshot snapshot = sources.snapshot();
    ScheduleStates states = sources.stand(snapshot);
    List<ConfigRow> fitting = all.stream().filter(row -> fits(row, filter, states)).toList();
    List<ConfigRow> rest =
        fitting.stream().filter(row -> row.key().compareTo(filter.after()) > 0).toList();
    List<ConfigRow> shown = rest.stream().limit(PAGE).toList();
    String next = rest.size() > PAGE ? address(filter, shown.get(PAGE - 1).key()) : null;
    Instant now = sources.clock().instant();
    return new SchedulesPage(
        filter,
        shown.stream().map(row -> row(row, snapshot, states, now)).toList(),
        !all.isEmpty(),
        fitting.size(),
        next,
        snapshot.settings().paused(),
        missing(snapshot));
  }

  static String address(Filter filter, String after) {
    return Links.to("/schedules")
        .with("q", filter.text())
        .with("state", filter.state())
        .with("type", filter.type())
        .with("server", filter.server())
        .with("after", after)
        .text();
  }

  private static @Nullable String missing(ConfigSnapshot snapshot) {
    if (snapshot.servers().isEmpty()) {
      return "server";
    }
    return snapshot.storages().isEmpty() ? "storage" : null;
  }

  private static boolean fits(ConfigRow row, Filter filter, ScheduleStates states) {
    String text = filter.text().toLowerCase(Locale.ROOT);
    return words(row).contains(text)
        && (filter.type().isEmpty() || filter.type().equals(row.fields().get("type")))
        && (filter.state().isEmpty() || filter.state().equals(states.of(row)))
        && (filter.server().isEmpty() || states.covers(row, filter.server()));
  }

  private static String words(ConfigRow row) {
    return Stream.of("name", "servers", "include_databases", "cron", "zone")
        .map(column -> Objects.requireNonNullElse(row.fields().get(column), ""))
        .collect(Collectors.joining("\n"))
        .toLowerCase(Locale.ROOT);
  }

  private Row row(ConfigRow row, ConfigSnapshot snapshot, ScheduleStates states, Instant now) {
    String name = row.key();
    return new Row(
        name,
        text(row, "type"),
        snapshot.schedule(name).flatMap(Schedule::firing).map(CronLook::words).orElse(null),
        text(row, "zone"),
        states.next(row, now).orElse(null),
        text(row, "servers"),
        states.servers(name),
        "true".equals(row.fields().get("enabled")),
        states.of(row),
        states.problem(row),
        states.oldestGood(name).orElse(null),
        LastFire.of(sources.runs().list(RunFilter.builder().schedule(name).limit(RUNS).build()))
            .orElse(null));
  }

  private static String text(ConfigRow row, String column) {
    return Objects.requireNonNullElse(row.fields().get(column), "");
  }
}
