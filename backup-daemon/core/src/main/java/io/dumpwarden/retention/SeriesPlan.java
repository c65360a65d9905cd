package io.dumpwarden.retention;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyLock;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.SeriesCopy;
import io.dumpwarden.config.RetentionRule;
import io.dumpwarden.retention.Decision.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What becomes of each copy of a series, and why. */
public record SeriesPlan(Series series, List<Line> lines) {

  /**
   * What becomes of one.
   *
   * @param reason in words
   */
  public record Line(Copy copy, Instant madeAt, Action action, String reason) {}

  static SeriesPlan of(Series series, RetentionRule rule, List<SeriesCopy> copies, Instant now) {
    List<StoredCopy> stored = copies.stream().map(StoredCopy::of).toList();
    return of(series, copies, RetentionPlanner.plan(rule, stored, now));
  }

  private static SeriesPlan of(Series series, List<SeriesCopy> copies, RetentionPlan plan) {
    return new SeriesPlan(series, copies.stream().map(copy -> line(copy, plan)).toList());
  }

  private static Line line(SeriesCopy copy, RetentionPlan plan) {
    Decision decision = plan.decisionOn(copy.copy().id());
    return new Line(copy.copy(), copy.madeAt(), decision.action(), decision.reason());
  }

  /** The same as it will be right after another good backup. */
  static SeriesPlan afterBackup(
      Series series, RetentionRule rule, List<SeriesCopy> copies, Instant now) {
    String next = "the next backup";
    List<StoredCopy> stored = new ArrayList<>(copies.stream().map(StoredCopy::of).toList());
    stored.add(new StoredCopy(next, next, now, true, true, false, false, null));
    return of(series, copies, RetentionPlanner.plan(rule, stored, now));
  }

  /** The same copies with one of them stored, and the dump in it lacking nothing. */
  static List<SeriesCopy> withGood(List<SeriesCopy> copies, Backup backup, Copy copy) {
    List<SeriesCopy> all = new ArrayList<>(copies);
    all.removeIf(other -> other.copy().id().equals(copy.id()));
    Copy stored = copy.stored(copy.bytes(), backup.startedAt());
    all.add(new SeriesCopy(stored, backup.startedAt(), backup.pinned(), true, backup.suspicious()));
    return all;
  }

  /** The copies that go. */
  public List<Copy> removed() {
    return with(Action.REMOVE);
  }

  /** The copies that would go, and that somebody holds: only their storage knows for how long. */
  List<Copy> held() {
    return with(Action.LOCKED).stream()
        .filter(copy -> CopyLock.LEGAL_HOLD.equals(copy.lockedUntil()))
        .toList();
  }

  private List<Copy> with(Action action) {
    return lines.stream().filter(line -> line.action() == action).map(Line::copy).toList();
  }
}
