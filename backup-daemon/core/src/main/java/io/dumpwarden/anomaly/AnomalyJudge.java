package io.dumpwarden.anomaly;

import io.dumpwarden.anomaly.Measure.Rows;
import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.AnomalyKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says in what a backup differs from those before it. A pure function. The formula and where it is
 * from: {@link Comparison}; the bounds of each figure: {@link Yardstick}; for people:
 * docs/anomalies.md.
 */
public final class AnomalyJudge {

  /** How many backups it looks back at. */
  public static final int WINDOW = 30;

  /** With fewer before it, only what no spread could explain is told. */
  static final int ENOUGH = 5;

  /** Fallen below this part of the smallest before it: no history is too short for that. */
  private static final double COLLAPSED = 0.1;

  /** Smaller dumps are mostly the dump tool's own words, and their ratio is that of those. */
  private static final long RATIO_FROM = 256 * 1024;

  /** A ratio that says that nothing was to be compressed: encrypted, or noise. */
  private static final double INCOMPRESSIBLE = 1.15;

  private final Measure now;
  private final History history;

  private AnomalyJudge(Measure now, History history) {
    this.now = now;
    this.history = history;
  }

  /**
   * What is unusual; empty where nothing is. One that cannot be compared is not trusted where the
   * one before it is not: another way of dumping says nothing of what was lost.
   */
  public static List<Anomaly> judge(Measure now, History history) {
    if (history.isOfNoUseTo(now)) {
      return history.suspects().stream().map(AnomalyJudge::passedOn).toList();
    }
    AnomalyJudge judge = new AnomalyJudge(now, history);
    Optional<Anomaly> empty = judge.empty();
    Optional<Anomaly> size = judge.size();
    // what is left of a dump may well compress otherwise, and nothing has no rows to count
    boolean shrunk = size.filter(Anomaly::suspicious).isPresent();
    return Stream.of(
            empty,
            size,
            empty.isPresent() ? Optional.<Anomaly>empty() : judge.rows(),
            judge.duration(),
            shrunk ? Optional.<Anomaly>empty() : judge.ratio())
        .flatMap(Optional::stream)
        .toList();
  }

  /** Nothing where there was always something: no matter of spread. */
  private Optional<Anomaly> empty() {
    Comparison tables =
        past(Yardstick.ROWS, m -> m.isDumpedAs(now) && m.tables() != null, AnomalyJudge::tables);
    if (now.tables() != null && now.tables() == 0 && tables.least() > 0 && tables.size() > 0) {
      return found(AnomalyKind.EMPTY, Words.tables(0, tables), 0, tables, true);
    }
    Comparison rows = past(Yardstick.ROWS, m -> m.isDumpedAs(now) && m.isCounted(), Measure::count);
    return now.isCounted() && now.count() == 0 && rows.least() > 0 && rows.size() > 0
        ? found(AnomalyKind.EMPTY, Words.rows(0, rows), 0, rows, true)
        : Optional.empty();
  }

  private Optional<Anomaly> size() {
    Comparison past = past(Yardstick.SIZE, m -> m.isDumpedAs(now), Measure::rawBytes);
    double raw = now.rawBytes();
    boolean collapsed = past.size() > 0 && past.isBelow(COLLAPSED, raw);
    if (collapsed || isEnough(past) && past.fell(raw)) {
      return found(AnomalyKind.SIZE_FELL, Words.size(raw, past), raw, past, true);
    }
    return isEnough(past) && past.jumped(raw)
        ? found(AnomalyKind.SIZE_JUMPED, Words.size(raw, past), raw, past, false)
        : Optional.empty();
  }

  private Optional<Anomaly> rows() {
    @Nullable Rows rows = now.rows();
    if (rows == null) {
      return Optional.empty();
    }
    boolean counted = rows.counted();
    Comparison past =
        past(
            counted ? Yardstick.ROWS : Yardstick.ESTIMATE,
            m -> m.isDumpedAs(now) && m.rows() != null && m.isCounted() == counted,
            Measure::count);
    double number = rows.number();
    String reason = counted ? Words.rows(number, past) : Words.estimate(number, past);
    if (isEnough(past) && past.fell(number)) {
      return found(AnomalyKind.ROWS_FELL, reason, number, past, counted);
    }
    return isEnough(past) && past.jumped(number)
        ? found(AnomalyKind.ROWS_JUMPED, reason, number, past, false)
        : Optional.empty();
  }

  private Optional<Anomaly> duration() {
    Comparison past = past(Yardstick.DURATION, m -> m.isPackedAs(now), Measure::seconds);
    double seconds = now.seconds();
    return isEnough(past) && past.jumped(seconds)
        ? found(AnomalyKind.DURATION_LONG, Words.duration(seconds, past), seconds, past, false)
        : Optional.empty();
  }

  private Optional<Anomaly> ratio() {
    Comparison past =
        past(Yardstick.RATIO, m -> m.isPackedAs(now) && m.rawBytes() >= RATIO_FROM, Measure::ratio);
    double ratio = now.ratio();
    boolean fell = past.fell(ratio);
    if (now.rawBytes() < RATIO_FROM || !isEnough(past) || !fell && !past.jumped(ratio)) {
      return Optional.empty();
    }
    boolean strong = fell && (ratio < past.usual() / 2 || ratio < INCOMPRESSIBLE);
    return found(AnomalyKind.RATIO_CHANGED, Words.ratio(ratio, past), ratio, past, strong);
  }

  private Comparison past(
      Yardstick by, Predicate<Measure> which, ToDoubleFunction<Measure> figure) {
    int familiar = history.accepted() ? 1 : 2;
    return new Comparison(by, history.past().stream().filter(which).mapToDouble(figure), familiar);
  }

  private boolean isEnough(Comparison past) {
    return past.size() >= (history.accepted() ? 1 : ENOUGH);
  }

  private static Anomaly passedOn(Anomaly of) {
    return new Anomaly(of.kind(), Words.passedOn(of.reason()), of.value(), of.usual(), true);
  }

  private static double tables(Measure measure) {
    return measure.tables() == null ? 0 : measure.tables();
  }

  private static Optional<Anomaly> found(
      AnomalyKind kind, String reason, double value, Comparison past, boolean suspicious) {
    return Optional.of(new Anomaly(kind, reason, value, past.usual(), suspicious));
  }
}
