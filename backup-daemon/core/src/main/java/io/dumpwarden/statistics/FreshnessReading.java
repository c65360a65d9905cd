package io.dumpwarden.statistics;

import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.statistics.Fleet.Freshness;
import io.dumpwarden.statistics.Fleet.Status;
import io.dumpwarden.statistics.StatisticsFacts.Loss;
import io.dumpwarden.statistics.StatisticsFacts.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds the newest good backups against what schedules ask for. Pure. */
final class FreshnessReading {

  private static final Comparator<Freshness> WORST_FIRST =
      Comparator.comparing(Freshness::status)
          .thenComparing(FreshnessReading::overdue, Comparator.reverseOrder())
          .thenComparing(Freshness::schedule)
          .thenComparing(Freshness::server);

  /** A schedule on a server. */
  private record Pair(String schedule, String server) {}

  private record Series(String schedule, String server, String scope) {

    static Series of(LastGood good) {
      return new Series(good.schedule(), good.server(), good.scope());
    }
  }

  private final Map<Pair, List<LastGood>> lastGood;

  /** What was good once, of which verification found no copy left: no backup any more. */
  private final Map<Pair, List<LastGood>> lost;

  private final Map<Pair, Standing> standings;
  private final ConfigSnapshot config;
  private final Map<RowRef, Instant> created;
  private final Instant now;

  FreshnessReading(
      List<LastGood> lastGood,
      List<Loss> losses,
      List<Standing> standings,
      ConfigSnapshot config,
      Instant now) {
    Map<Series, Loss> lost =
        losses.stream()
            .filter(Loss::all)
            .collect(
                Collectors.toMap(
                    loss -> new Series(loss.schedule(), loss.server(), loss.scope()),
                    Function.identity(),
                    (a, b) -> a));
    this.lastGood = byPair(lastGood, good -> !lost.containsKey(Series.of(good)));
    this.lost =
        byPair(
            lastGood,
            good -> {
              Loss loss = lost.get(Series.of(good));
              return loss != null && loss.copies() > 0;
            });
    this.standings =
        standings.stream()
            .collect(
                Collectors.toMap(
                    standing -> new Pair(standing.schedule(), standing.server()),
                    Function.identity()));
    this.config = config;
    this.created =
        config.rows().stream()
            .filter(row -> row.kind() == ConfigKind.SCHEDULE || row.kind() == ConfigKind.SERVER)
            .collect(Collectors.toMap(ConfigRow::ref, ConfigRow::createdAt, (a, b) -> a));
    this.now = now;
  }

  private static Map<Pair, List<LastGood>> byPair(List<LastGood> all, Predicate<LastGood> which) {
    return all.stream()
        .filter(which)
        .collect(Collectors.groupingBy(good -> new Pair(good.schedule(), good.server())));
  }

  /**
   * Every server × schedule that is to run by itself, worst first. One that cannot run is held
   * against what it was made for as any other: it is late before long.
   */
  List<Freshness> read() {
    List<Freshness> all = new ArrayList<>();
    for (Schedule schedule : config.schedules()) {
      Optional<Duration> maxAge = schedule.freshness();
      if (schedule.enabled() && schedule.firing().isPresent() && maxAge.isPresent()) {
        for (Server server : config.serversOf(schedule)) {
          all.add(of(new Pair(schedule.name(), server.name()), maxAge.get()));
        }
      }
    }
    all.sort(WORST_FIRST);
    return List.copyOf(all);
  }

  /**
   * Those of databases that are still there: the last run that succeeded touched them, or none of
   * their schedule and server. What people asked for by hand is never gone: each run has databases
   * of its own.
   */
  List<LastGood> present(List<LastGood> all) {
    Set<Pair> touching =
        all.stream()
            .filter(good -> !isBefore(good))
            .map(good -> new Pair(good.schedule(), good.server()))
            .collect(Collectors.toSet());
    return all.stream()
        .filter(
            good ->
                !isBefore(good)
                    || good.schedule().equals(Schedule.MANUAL)
                    || !touching.contains(new Pair(good.schedule(), good.server())))
        .toList();
  }

  private boolean isBefore(LastGood good) {
    return good.finishedAt().isBefore(touched(standing(new Pair(good.schedule(), good.server()))));
  }

  private Standing standing(Pair pair) {
    return standings.getOrDefault(pair, new Standing(pair.schedule(), pair.server(), null, null));
  }

  private Freshness of(Pair pair, Duration maxAge) {
    Standing standing = standing(pair);
    boolean isLost =
        lost.getOrDefault(pair, List.of()).stream()
            .anyMatch(good -> !good.finishedAt().isBefore(touched(standing)));
    Instant at =
        isLost ? null : goodSince(lastGood.getOrDefault(pair, List.of()), standing).orElse(null);
    return new Freshness(
        pair.server(),
        pair.schedule(),
        isLost ? Status.NEVER : status(pair, at, maxAge, standing),
        at,
        at == null ? null : Math.max(0, Duration.between(at, now).toSeconds()),
        maxAge.toSeconds());
  }

  /**
   * The oldest of the newest good backups of its databases. A database that the last run which
   * succeeded did not touch is not there any more, and does not count.
   */
  private static Optional<Instant> goodSince(List<LastGood> goods, Standing standing) {
    Instant touched = touched(standing);
    Optional<Instant> oldest =
        goods.stream()
            .map(LastGood::finishedAt)
            .filter(at -> !at.isBefore(touched))
            .min(Instant::compareTo);
    return oldest.isPresent()
        ? oldest
        : goods.stream().map(LastGood::finishedAt).max(Instant::compareTo);
  }

  private static Instant touched(Standing standing) {
    return Optional.ofNullable(standing.succeededId()).flatMap(Ids::timeOf).orElse(Instant.MIN);
  }

  private Status status(Pair pair, @Nullable Instant at, Duration maxAge, Standing standing) {
    if (at == null && !isNew(pair, maxAge)) {
      return Status.NEVER;
    }
    if (at != null && Duration.between(at, now).compareTo(maxAge) > 0) {
      return Status.STALE;
    }
    if (failedLast(standing)) {
      return Status.FAILING;
    }
    return at == null ? Status.WAITING : Status.FRESH;
  }

  private static boolean failedLast(Standing standing) {
    String bad = standing.badId();
    String good = standing.succeededId();
    return bad != null && (good == null || bad.compareTo(good) > 0);
  }

  /**
   * Whether the schedule, or the server, has not been there for as long as a backup may be old.
   * What is edited is not new: else whoever edits often enough is never told.
   */
  private boolean isNew(Pair pair, Duration maxAge) {
    Instant since = now.minus(maxAge);
    return createdAfter(new RowRef(ConfigKind.SCHEDULE, pair.schedule()), since)
        || createdAfter(new RowRef(ConfigKind.SERVER, pair.server()), since);
  }

  private boolean createdAfter(RowRef row, Instant since) {
    Instant at = created.get(row);
    return at == null || at.isAfter(since);
  }

  private static double overdue(Freshness one) {
    Long age = one.ageSeconds();
    Long maxAge = one.maxAgeSeconds();
    return age == null || maxAge == null ? 0 : (double) age / maxAge;
  }
}
