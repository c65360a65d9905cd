package io.dumpwarden.statistics;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.statistics.Statistics.Day;
import io.dumpwarden.statistics.Statistics.Sizes;
import io.dumpwarden.statistics.Statistics.StorageUse;
import io.dumpwarden.statistics.Statistics.SuccessRate;
import io.dumpwarden.statistics.Statistics.Totals;
import io.dumpwarden.statistics.StatisticsFacts.Held;
import io.dumpwarden.statistics.StatisticsFacts.RunDay;
import io.dumpwarden.statistics.StatisticsFacts.Span;
import io.dumpwarden.statistics.StatisticsFacts.StorageDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the figures of one moment. */
final class FiguresReading {

  static final int DAYS = 90;

  private final FleetSources sources;
  private final Instant now;
  private final LocalDate today;
  private final LocalDate first;
  private final ConfigSnapshot config;
  private final List<Held> held;
  private final List<RunDay> runDays;
  private final List<StorageDay> storageDays;

  FiguresReading(FleetSources sources, Instant now) {
    this.sources = sources;
    this.now = now;
    this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    this.first = today.minusDays(DAYS - 1L);
    this.config = sources.config().get();
    this.held = sources.facts().held();
    this.runDays = sources.facts().runDays(first);
    this.storageDays = sources.facts().storageDays(first);
  }

  Statistics read() {
    Map<String, Long> backups = sources.facts().backupsByStatus();
    return new Statistics(
        now,
        totals(backups),
        storages(),
        sizes(Held::server),
        sizes(Held::type),
        backups,
        sources.facts().runsByStatus(),
        rate(7),
        rate(30),
        days());
  }

  private Totals totals(Map<String, Long> backups) {
    Span span = sources.facts().span();
    return new Totals(
        config.servers().size(),
        config.schedules().size(),
        config.storages().size(),
        backups.values().stream().mapToLong(Long::longValue).sum(),
        held.stream().mapToLong(Held::copies).sum(),
        held.stream().mapToLong(Held::rawBytes).sum(),
        held.stream().mapToLong(Held::storedBytes).sum(),
        span.oldest(),
        span.newest());
  }

  private List<Sizes> sizes(Function<Held, String> by) {
    Map<String, List<Held>> groups =
        held.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .map(group -> sizes(group.getKey(), group.getValue()))
        .toList();
  }

  private static Sizes sizes(String name, List<Held> group) {
    return new Sizes(
        name,
        group.stream().mapToLong(Held::copies).sum(),
        group.stream().mapToLong(Held::rawBytes).sum(),
        group.stream().mapToLong(Held::storedBytes).sum());
  }

  private List<StorageUse> storages() {
    Map<String, Sizes> sizes =
        sizes(Held::storage).stream().collect(Collectors.toMap(Sizes::name, size -> size));
    TreeSet<String> names = new TreeSet<>(sizes.keySet());
    config.storages().stream().map(Storage::name).forEach(names::add);
    return names.stream()
        .map(name -> storage(sizes.getOrDefault(name, new Sizes(name, 0, 0, 0))))
        .toList();
  }

  private StorageUse storage(Sizes size) {
    List<StorageDay> days =
        storageDays.stream().filter(day -> day.storage().equals(size.name())).toList();
    long growth = Trend.growthPerDay(size.storedBytes(), days, today);
    Long free =
        config
            .storage(size.name())
            .filter(Storage::enabled)
            .map(storage -> sources.free().of(storage))
            .filter(OptionalLong::isPresent)
            .map(OptionalLong::getAsLong)
            .orElse(null);
    return new StorageUse(
        size.name(),
        size.copies(),
        size.rawBytes(),
        size.storedBytes(),
        growth,
        free,
        daysLeft(free, growth),
        Trend.used(size.storedBytes(), days, today, DAYS));
  }

  private static @Nullable Long daysLeft(@Nullable Long free, long growth) {
    return free == null || growth <= 0 ? null : free / growth;
  }

  private SuccessRate rate(int span) {
    LocalDate from = today.minusDays(span - 1L);
    List<RunDay> counted =
        runDays.stream()
            .filter(day -> !day.day().isBefore(from))
            .filter(day -> !day.status().equals(RunStatus.SKIPPED.id()))
            .filter(day -> !day.status().equals(RunStatus.CANCELLED.id()))
            .toList();
    long runs = counted.stream().mapToLong(RunDay::runs).sum();
    long good =
        counted.stream()
            .filter(day -> day.status().equals(RunStatus.SUCCEEDED.id()))
            .mapToLong(RunDay::runs)
            .sum();
    return new SuccessRate(span, runs, good, runs == 0 ? null : (double) good / runs);
  }

  private List<Day> days() {
    Map<LocalDate, Map<String, Long>> runs =
        runDays.stream()
            .collect(
                Collectors.groupingBy(
                    RunDay::day,
                    Collectors.toMap(RunDay::status, RunDay::runs, Long::sum, TreeMap::new)));
    Map<LocalDate, Long> raw = sources.facts().rawBytes(first);
    Map<LocalDate, List<StorageDay>> stored =
        storageDays.stream().collect(Collectors.groupingBy(StorageDay::day));
    List<Day> days = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
      List<StorageDay> moved = stored.getOrDefault(day, List.of());
      days.add(
          new Day(
              day,
              runs.getOrDefault(day, new TreeMap<>()),
              raw.getOrDefault(day, 0L),
              moved.stream().mapToLong(StorageDay::storedBytes).sum(),
              moved.stream().mapToLong(StorageDay::removedBytes).sum()));
    }
    return days;
  }
}
