package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.config.Storage;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.statistics.FleetStatistics;
import io.dumpwarden.statistics.Statistics.StorageUse;
import io.dumpwarden.view.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Storages with few days or bytes left. One whose room this node does not know, since its disk is
 * another's or hangs, stays as it was known.
 */
public final class StorageProblems implements ProblemSource {

  private static final long MIB = 1024L * 1024;

  /** What is left, and what it means. */
  private record Limits(long days, long bytes) {

    boolean areReached(StorageUse use, long free) {
      Long left = use.daysLeft();
      return free < bytes || left != null && left < days;
    }
  }

  private static final Limits GRAVE = new Limits(2, 256 * MIB);
  private static final Limits LOW = new Limits(7, 1024 * MIB);

  /** Between this and the one before, one that was low stays so: it would come and go. */
  private static final Limits WELL = new Limits(10, 2048 * MIB);

  private final FleetStatistics statistics;

  public StorageProblems(FleetStatistics statistics) {
    this.statistics = statistics;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("storage");
  }

  @Override
  public List<FoundProblem> find(ConfigSnapshot config, Instant now) {
    return statistics.statistics().storages().stream()
        .filter(use -> config.storage(use.name()).filter(Storage::enabled).isPresent())
        .flatMap(use -> find(use).stream())
        .toList();
  }

  static Optional<FoundProblem> find(StorageUse use) {
    Long free = use.freeBytes();
    if (free == null) {
      return Optional.of(problem(use, 0).unsettled());
    }
    FoundProblem problem = problem(use, free);
    if (LOW.areReached(use, free)) {
      return Optional.of(problem);
    }
    return WELL.areReached(use, free) ? Optional.of(problem.unsettled()) : Optional.empty();
  }

  private static FoundProblem problem(StorageUse use, long free) {
    List<String> lines = new ArrayList<>();
    lines.add("%s are free.".formatted(Bytes.text(free)));
    Long days = use.daysLeft();
    if (days != null) {
      lines.add("It grows by %s a day: %s.".formatted(Bytes.text(use.growthPerDay()), left(days)));
    }
    lines.add("What to do: free or add space, or shorten the retention.");
    return new FoundProblem(
        "storage/" + use.name(),
        NotificationEvent.STORAGE_FULL,
        GRAVE.areReached(use, free) ? Severity.CRITICAL : Severity.WARNING,
        "Storage %s is nearly full".formatted(use.name()),
        lines,
        new About(null, null, use.name(), null, null),
        "",
        true);
  }

  private static String left(long days) {
    return days == 0 ? "less than a day is left" : "%d days are left".formatted(days);
  }
}
