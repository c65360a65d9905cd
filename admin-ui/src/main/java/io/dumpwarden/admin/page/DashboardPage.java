package io.dumpwarden.admin.page;

import io.dumpwarden.access.Role;
import io.dumpwarden.statistics.Fleet;
import io.dumpwarden.statistics.Fleet.Freshness;
import io.dumpwarden.statistics.Fleet.Status;
import io.dumpwarden.statistics.Statistics;
import io.dumpwarden.statistics.Statistics.StorageUse;
import io.dumpwarden.view.RunView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The whole fleet on one page.
 *
 * @param steps from nothing to the first restored backup; empty once all are taken
 * @param matrix null where the fleet is too large for one
 */
public record DashboardPage(
    Fleet fleet,
    Statistics figures,
    List<Step> steps,
    @Nullable FreshnessMatrix matrix,
    Heatmap heatmap) {

  private static final int LISTED = 15;

  /**
   * A step of a fresh installation.
   *
   * @param role who may take it
   * @param next whether it is the one to take now
   */
  public record Step(
      String title, String text, String link, Role role, boolean done, boolean next) {

    Step asNext() {
      return new Step(title, text, link, role, done, true);
    }
  }

  /** {@code good}, {@code warn}, {@code bad}. */
  public String tone() {
    return switch (fleet.verdict().status()) {
      case "safe" -> "good";
      case "danger" -> "bad";
      default -> "warn";
    };
  }

  public boolean empty() {
    return fleet.verdict().status().equals("empty");
  }

  public long count(Status status) {
    return fleet.freshness().stream().filter(one -> one.status() == status).count();
  }

  /** The worst, as many as are looked at; what is fresh only in a small fleet. */
  public List<Freshness> worst() {
    return fleet.freshness().stream()
        .filter(one -> one.status() != Status.FRESH && one.status() != Status.WAITING)
        .limit(LISTED)
        .toList();
  }

  /** How many are worse than fresh and not shown. */
  public long unlisted() {
    return count(Status.NEVER) + count(Status.STALE) + count(Status.FAILING) - worst().size();
  }

  public List<Fleet.Unprotected> unprotected() {
    return fleet.unprotected().stream().limit(LISTED).toList();
  }

  public long servers(List<Fleet.Unprotected> databases) {
    return databases.stream().map(Fleet.Unprotected::server).distinct().count();
  }

  /** {@code 26 h}, {@code 3 d}; a dash for nothing. */
  public static String span(@Nullable Long seconds) {
    if (seconds == null) {
      return "–";
    }
    Duration span = Duration.ofSeconds(seconds);
    if (span.toHours() >= 48) {
      return span.toDays() + " d";
    }
    return span.toMinutes() >= 120 ? span.toHours() + " h" : span.toMinutes() + " min";
  }

  /** The tone of a badge. */
  public static String tone(Status status) {
    return switch (status) {
      case NEVER, STALE -> "bad";
      case FAILING -> "warn";
      case WAITING -> "mute";
      case FRESH -> "good";
    };
  }

  /** {@code 99.1 %}; a dash for nothing. */
  public static String percent(@Nullable Double share) {
    if (share == null) {
      return "–";
    }
    // what is not all is never shown as all
    double shown = share < 1 ? Math.min(share * 100, 99.9) : 100;
    return (shown == 100 ? "100" : String.format(Locale.ROOT, "%.1f", shown)) + " %";
  }

  public static Sparkline line(StorageUse storage) {
    return Sparkline.of(storage.used());
  }

  /** {@code 12 days left}, or why nobody knows. */
  public static String left(StorageUse storage) {
    Long days = storage.daysLeft();
    if (days != null) {
      return days > 3650
          ? "more than ten years left"
          : days == 1 ? "1 day left" : days + " days left";
    }
    return storage.freeBytes() != null ? "not growing" : "";
  }

  /** What is at work; the rest waits. */
  public static List<RunView> running(List<RunView> active) {
    return active.stream().filter(run -> run.status().equals("running")).limit(LISTED).toList();
  }

  public static long queued(List<RunView> active) {
    return active.stream().filter(run -> run.status().equals("queued")).count();
  }
}
