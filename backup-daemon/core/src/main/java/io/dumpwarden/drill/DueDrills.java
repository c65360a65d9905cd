package io.dumpwarden.drill;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.catalog.CatalogSummary.LastGood;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.SeriesCopy;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which backups are due to be drilled: of each database of each schedule that wants drills, the
 * newest good one that is stored, when the last drill is longer ago than the schedule says.
 */
public final class DueDrills {

  /** After a drill that failed, the next one need not wait for its turn. */
  private static final Duration AFTER_FAILURE = Duration.ofDays(1);

  private static final Duration AFTER_INTERRUPTION = Duration.ofHours(1);

  /** What was dumped under what, whatever the storage. */
  private record Subject(String schedule, String server, String scope) {}

  private final CatalogSummary summary;
  private final BackupCatalog catalog;
  private final DrillStore drills;

  public DueDrills(CatalogSummary summary, BackupCatalog catalog, DrillStore drills) {
    this.summary = summary;
    this.catalog = catalog;
    this.drills = drills;
  }

  /**
   * The one that waits the longest; empty where none is due.
   *
   * @param readable whether this node reaches a copy of the backup; others are left to other nodes
   */
  public Optional<DrillRequest> next(
      ConfigSnapshot config, Instant now, Predicate<Backup> readable) {
    Map<Subject, Drill> newest = newest();
    return summary.lastGood().stream()
        .flatMap(good -> due(config, good, newest.get(subject(good)), now).stream())
        .sorted((a, b) -> a.since().compareTo(b.since()))
        .flatMap(due -> request(due, readable).stream())
        .findFirst();
  }

  private record Due(LastGood good, Schedule schedule, Instant since) {}

  private Map<Subject, Drill> newest() {
    Map<Subject, Drill> newest = new HashMap<>();
    for (Drill drill : drills.newest()) {
      newest.put(new Subject(drill.schedule(), drill.server(), drill.scope()), drill);
    }
    return newest;
  }

  private static Optional<Due> due(
      ConfigSnapshot config, LastGood good, @Nullable Drill last, Instant now) {
    Optional<Schedule> schedule =
        config
            .schedule(good.schedule())
            .filter(Schedule::enabled)
            .filter(s -> s.drill().every() != null)
            .filter(s -> config.server(good.server()).isPresent());
    return schedule
        .map(s -> new Due(good, s, last == null ? Instant.EPOCH : dueAt(s, last)))
        .filter(due -> !due.since().isAfter(now));
  }

  private static Instant dueAt(Schedule schedule, Drill last) {
    Duration every = schedule.drill().interval().orElseThrow();
    return switch (last.status()) {
      // one that its process left behind is ended by others first
      case RUNNING -> Instant.MAX;
      case SUCCEEDED, PARTIAL -> last.startedAt().plus(every);
      case FAILED, CANCELLED -> last.startedAt().plus(shorter(every, AFTER_FAILURE));
      case INTERRUPTED -> last.startedAt().plus(shorter(every, AFTER_INTERRUPTION));
    };
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private Optional<DrillRequest> request(Due due, Predicate<Backup> readable) {
    LastGood good = due.good();
    return newestStored(good)
        .filter(readable)
        .map(
            backup ->
                new DrillRequest(
                    backup.id(),
                    due.schedule().drill().assertions(),
                    null,
                    false,
                    "schedule " + good.schedule()));
  }

  /** The newest good one may have lost its copies, by hand for instance. */
  private Optional<Backup> newestStored(LastGood good) {
    Optional<Backup> newest = catalog.lastGood(good.schedule(), good.server(), good.scope());
    if (newest.filter(DueDrills::isStored).isPresent()) {
      return newest;
    }
    return catalog.seriesOf(good.schedule()).stream()
        .filter(
            series -> series.server().equals(good.server()) && series.scope().equals(good.scope()))
        .flatMap(series -> catalog.copiesOf(series).stream())
        .filter(copy -> copy.copy().status() == CopyStatus.STORED)
        .max(Comparator.comparing(SeriesCopy::madeAt))
        .flatMap(copy -> catalog.find(copy.copy().backupId()));
  }

  private static boolean isStored(Backup backup) {
    return backup.copies().stream().anyMatch(copy -> copy.status() == CopyStatus.STORED);
  }

  private static Subject subject(LastGood good) {
    return new Subject(good.schedule(), good.server(), good.scope());
  }
}
