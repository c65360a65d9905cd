package io.dumpwarden.retention;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.SeriesCopy;
import io.dumpwarden.config.RetentionRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What becomes of each copy of a series, and why. */
public record SeriesPlan(Series series, List<Line> lines) {

  /**
   * @param reason in words
   */
  public record Line(Copy copy, Instant madeAt, boolean removed, String reason) {}

  static SeriesPlan of(Series series, RetentionRule rule, List<SeriesCopy> copies, Instant now) {
    List<StoredCopy> stored = copies.stream().map(SeriesPlan::stored).toList();
    return of(series, copies, RetentionPlanner.plan(rule, stored, now));
  }

  private static SeriesPlan of(Series series, List<SeriesCopy> copies, RetentionPlan plan) {
    return new SeriesPlan(series, copies.stream().map(copy -> line(copy, plan)).toList());
  }

  private static Line line(SeriesCopy copy, RetentionPlan plan) {
    Decision decision = plan.decisionOn(copy.copy().id());
    return new Line(copy.copy(), copy.madeAt(), decision.removes(), decision.reason());
  }

  /** The same as it will be right after another good backup. */
  static SeriesPlan afterBackup(
      Series series, RetentionRule rule, List<SeriesCopy> copies, Instant now) {
    String next = "the next backup";
    List<StoredCopy> stored = new ArrayList<>(copies.stream().map(SeriesPlan::stored).toList());
    stored.add(new StoredCopy(next, next, now, true, true, false));
    return of(series, copies, RetentionPlanner.plan(rule, stored, now));
  }

  /** The same copies with one of them stored, and the dump in it lacking nothing. */
  static List<SeriesCopy> withGood(List<SeriesCopy> copies, Backup backup, Copy copy) {
    List<SeriesCopy> all = new ArrayList<>(copies);
    all.removeIf(other -> other.copy().id().equals(copy.id()));
    Copy stored = copy.stored(copy.bytes(), backup.startedAt());
    all.add(new SeriesCopy(stored, backup.startedAt(), backup.pinned(), true));
    return all;
  }

  /** The copies that go. */
  public List<Copy> removed() {
    return lines.stream().filter(Line::removed).map(Line::copy).toList();
  }

  private static StoredCopy stored(SeriesCopy copy) {
    boolean good = copy.copy().status() == CopyStatus.STORED;
    return new StoredCopy(
        copy.copy().id(),
        copy.copy().backupId(),
        copy.madeAt(),
        good,
        copy.complete(),
        copy.pinned());
  }
}
