package io.dumpwarden.statistics;

import io.dumpwarden.statistics.Fleet.Freshness;
import io.dumpwarden.statistics.Fleet.Status;
import io.dumpwarden.statistics.Fleet.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Says in one line whether the fleet is safe. Pure. */
final class Judgement {

  /**
   * What is not as it should be, beside freshness; how many of each.
   *
   * @param broken enabled schedules that cannot run
   * @param gaps databases that a schedule should have backed up and never did
   * @param paused whether no schedule fires at present
   * @param lostCopies copies that are missing or corrupt
   * @param unprotected databases that no schedule selects
   * @param outside servers that no schedule covers
   * @param failedDrills series whose newest drill failed
   * @param unlike newest backups that differ from those before them
   */
  record Concerns(
      long broken,
      long gaps,
      boolean paused,
      long lostCopies,
      long unprotected,
      long outside,
      long failedDrills,
      long unlike) {}

  private final List<Freshness> freshness;
  private final Concerns concerns;

  Judgement(List<Freshness> freshness, Concerns concerns) {
    this.freshness = freshness;
    this.concerns = concerns;
  }

  Verdict verdict() {
    if (freshness.isEmpty() && concerns.broken() == 0) {
      return new Verdict("empty", "Nothing is backed up by itself yet", List.of());
    }
    List<String> grave = new ArrayList<>();
    add(grave, concerns.broken(), "schedule cannot run", "schedules cannot run");
    add(grave, count(Status.NEVER), "without a good backup", "without a good backup");
    add(grave, count(Status.STALE), "older than it may be", "older than they may be");
    add(grave, concerns.gaps(), "database never backed up", "databases never backed up");
    List<String> reasons = new ArrayList<>(grave);
    if (concerns.paused()) {
      reasons.add("all schedules are paused");
    }
    add(reasons, count(Status.FAILING), "failed last time", "failed last time");
    add(reasons, concerns.lostCopies(), "copy missing or corrupt", "copies missing or corrupt");
    add(reasons, concerns.unlike(), "backup unlike those before", "backups unlike those before");
    add(reasons, concerns.unprotected(), "database unprotected", "databases unprotected");
    add(reasons, concerns.outside(), "server in no schedule", "servers in no schedule");
    add(reasons, concerns.failedDrills(), "restore drill failed", "restore drills failed");
    long good = count(Status.FRESH);
    if (!grave.isEmpty()) {
      return new Verdict("danger", "Not safe: " + String.join(", ", reasons), reasons);
    }
    if (!reasons.isEmpty()) {
      String all = "No backup is late, but " + String.join(", ", reasons);
      return new Verdict("warning", all, reasons);
    }
    return new Verdict(
        "safe",
        good == freshness.size()
            ? "Safe: every backup is as fresh as it should be"
            : "Safe so far: %d of %d wait for their first backup"
                .formatted(freshness.size() - good, freshness.size()),
        List.of());
  }

  private long count(Status status) {
    return freshness.stream().filter(one -> one.status() == status).count();
  }

  private static void add(List<String> reasons, long count, String one, String many) {
    if (count > 0) {
      reasons.add("%d %s".formatted(count, count == 1 ? one : many));
    }
  }
}
