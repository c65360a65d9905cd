package io.dumpwarden.retention;

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
    RetentionPlan plan = RetentionPlanner.plan(rule, stored, now);
    List<Line> lines = new ArrayList<>();
    for (SeriesCopy copy : copies) {
      Decision decision = plan.decisionOn(copy.copy().id());
      lines.add(new Line(copy.copy(), copy.madeAt(), decision.removes(), decision.reason()));
    }
    return new SeriesPlan(series, lines);
  }

  /** The copies that go. */
  public List<Copy> removed() {
    return lines.stream().filter(Line::removed).map(Line::copy).toList();
  }

  private static StoredCopy stored(SeriesCopy copy) {
    boolean good = copy.copy().status() == CopyStatus.STORED;
    return new StoredCopy(
        copy.copy().id(), copy.copy().backupId(), copy.madeAt(), good, copy.pinned());
  }
}
