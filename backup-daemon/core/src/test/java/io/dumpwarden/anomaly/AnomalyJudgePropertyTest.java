package io.dumpwarden.anomaly;

import static io.dumpwarden.testing.Property.TRIES;
import static io.dumpwarden.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.anomaly.Measure.Rows;
import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.AnomalyKind;
import io.dumpwarden.testing.Draw;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What holds for every history. */
class AnomalyJudgePropertyTest {

  private static final List<Integer> SCALES = List.of(1000, 100_000, 10_000_000, 1_000_000_000);

  @Test
  void aBackupLikeTheMedianIsNeverTold() {
    forAll(
        TRIES,
        AnomalyJudgePropertyTest::history,
        history -> assertThat(AnomalyJudge.judge(measure(median(history)), history)).isEmpty());
  }

  @Test
  void whereOneIsTooSmallASmallerOneIsToo() {
    forAll(
        TRIES,
        AnomalyJudgePropertyTest::history,
        draw -> draw.between(1, 1_000_000),
        (history, raw) -> {
          if (fell(raw, history)) {
            assertThat(fell(raw / 2, history)).isTrue();
          }
        });
  }

  /** Whatever the spread: less than a tenth of the smallest there ever was is always told. */
  @Test
  void aCollapseIsAlwaysTold() {
    forAll(
        TRIES,
        AnomalyJudgePropertyTest::history,
        history -> {
          double least = history.past().stream().mapToDouble(Measure::rawBytes).min().orElse(0);
          if (least > 1_000_000) {
            assertThat(fell(least / 20, history)).isTrue();
          }
        });
  }

  private static boolean fell(double raw, History history) {
    return AnomalyJudge.judge(measure(raw), history).stream()
        .map(Anomaly::kind)
        .anyMatch(kind -> kind == AnomalyKind.SIZE_FELL);
  }

  private static History history(Draw draw) {
    int scale = draw.of(SCALES);
    List<Measure> past =
        draw.list(
            1, 30, d -> measure((double) scale / 100 * d.between(50, d.of(List.of(60, 400)))));
    return new History(past, draw.percent(20));
  }

  /** All other figures go with the size. */
  private static Measure measure(double raw) {
    return new Measure(
        Measures.MADE,
        (long) raw,
        (long) raw / 5,
        (long) raw / 40,
        12L,
        new Rows((long) raw / 100 + 1, true));
  }

  private static double median(History history) {
    ToDoubleFunction<Measure> size = Measure::rawBytes;
    double[] sorted = history.past().stream().mapToDouble(size).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
