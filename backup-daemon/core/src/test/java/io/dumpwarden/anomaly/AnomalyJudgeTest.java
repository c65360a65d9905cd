package io.dumpwarden.anomaly;

import static io.dumpwarden.anomaly.Measures.MADE;
import static io.dumpwarden.anomaly.Measures.MIB;
import static io.dumpwarden.anomaly.Measures.history;
import static io.dumpwarden.anomaly.Measures.of;
import static io.dumpwarden.anomaly.Measures.sizes;
import static io.dumpwarden.anomaly.Measures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.anomaly.Measure.Made;
import io.dumpwarden.anomaly.Measure.Rows;
import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.AnomalyKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Histories as they are, and what must and must not be told of them. */
class AnomalyJudgeTest {

  private static final Measure USUAL = of(500 * MIB);
  private static final List<Measure> STEADY = Collections.nCopies(12, USUAL);

  @Test
  void aTruncatedDumpIsToldWithItsFigures() {
    List<Anomaly> found = judge(of(12 * 1024), STEADY);

    assertThat(found).extracting(Anomaly::kind).startsWith(AnomalyKind.SIZE_FELL);
    assertThat(found.get(0).reason())
        .isEqualTo("12.0 KiB dumped, usually 500.0 MiB: the median of 12 before it");
    assertThat(found.get(0).value()).isEqualTo(12 * 1024);
    assertThat(found.get(0).usual()).isEqualTo(500 * MIB);
    assertThat(found.get(0).suspicious()).isTrue();
  }

  @Test
  void aConstantHistoryAllowsForAThirdLessAndForTwiceAsMuch() {
    assertThat(kinds(of(495 * MIB), STEADY)).isEmpty();
    assertThat(kinds(of(360 * MIB), STEADY)).isEmpty();
    assertThat(kinds(of(340 * MIB), STEADY)).contains(AnomalyKind.SIZE_FELL);
    assertThat(kinds(of(900 * MIB), STEADY)).isEmpty();
    assertThat(kinds(of(1100 * MIB), STEADY)).contains(AnomalyKind.SIZE_JUMPED);
  }

  @Test
  void growthIsNothingUnusual() {
    assertNothingIn(60, day -> 50 * MIB * Math.pow(1.05, day));
    assertNothingIn(60, day -> (1000 + 20.0 * day) * MIB);
  }

  @Test
  void aSlowDeclineIsNothingUnusual() {
    assertNothingIn(90, day -> 800 * MIB * Math.pow(0.99, day));
  }

  @Test
  void noiseIsNothingUnusual() {
    Random random = new Random(7);
    assertNothingIn(365, day -> 300 * MIB * Math.exp(0.08 * random.nextGaussian()));
  }

  /** Small on Sundays: told once or twice, and no more when the history knows it. */
  @Test
  void aWeeklyPatternIsKnownByAndBy() {
    List<Measure> past = new ArrayList<>();
    IntStream.range(0, 28).forEach(day -> past.add(of(day % 7 == 6 ? 100 * MIB : 300 * MIB)));

    assertThat(kinds(of(300 * MIB), past)).isEmpty();
    assertThat(kinds(of(100 * MIB), past)).isEmpty();
    assertThat(kinds(of(20 * MIB), past)).contains(AnomalyKind.SIZE_FELL);
  }

  @Test
  void tinyDatabasesMayLeap() {
    List<Measure> past = sizes(4000, 4100, 4000, 3900, 4200, 4000);

    assertThat(kinds(of(1500), past)).isEmpty();
    assertThat(kinds(of(14_000), past)).isEmpty();
    assertThat(kinds(of(4 * MIB), past)).contains(AnomalyKind.SIZE_JUMPED);
  }

  @Test
  void aPurgeIsToldUntilSomebodyAcceptsIt() {
    List<Measure> past = new ArrayList<>(STEADY);
    Measure purged = of(100 * MIB);
    // what is suspicious is no measure for later ones: the history stays as it was
    assertThat(kinds(purged, past)).contains(AnomalyKind.SIZE_FELL);
    assertThat(kinds(of(101 * MIB), past)).contains(AnomalyKind.SIZE_FELL);

    History accepted = new History(List.of(purged), true);
    assertThat(AnomalyJudge.judge(of(101 * MIB), accepted)).isEmpty();
    assertThat(AnomalyJudge.judge(of(30 * MIB), accepted))
        .extracting(Anomaly::kind)
        .contains(AnomalyKind.SIZE_FELL);
  }

  @Test
  void aYoungHistoryOnlyTellsOfACollapse() {
    List<Measure> young = List.of(USUAL, USUAL);

    assertThat(kinds(of(100 * MIB), young)).isEmpty();
    assertThat(kinds(of(20 * MIB), young)).contains(AnomalyKind.SIZE_FELL);
    assertThat(judge(of(20 * MIB), List.of(USUAL)).get(0).reason())
        .isEqualTo("20.0 MiB dumped, 500.0 MiB in the backup before it");
    assertThat(kinds(of(20 * MIB), List.of())).isEmpty();
  }

  @Test
  void nothingWhereThereWasSomethingIsEmptyFromTheFirst() {
    Measure noTables = with(of(1024), 0L, new Rows(0, true));
    Measure noRows = with(of(20 * 1024), 12L, new Rows(0, true));

    assertThat(kinds(noTables, sizes(30_000))).containsExactly(AnomalyKind.EMPTY);
    assertThat(judge(noTables, sizes(30_000)).get(0).reason())
        .isEqualTo("no tables, 12 in the backup before it");
    assertThat(kinds(noRows, sizes(30_000))).containsExactly(AnomalyKind.EMPTY);
    assertThat(judge(noRows, sizes(30_000)).get(0).suspicious()).isTrue();
    assertThat(kinds(noRows, List.of(noRows, of(30_000)))).isEmpty();
    assertThat(kinds(noTables, List.of())).isEmpty();
  }

  @Test
  void rowsAreToldOfWhereTheSizeIsThatOfOthers() {
    Measure fewer = with(USUAL, 12L, new Rows(20_000, true));
    List<Anomaly> found = judge(fewer, STEADY);

    assertThat(found).extracting(Anomaly::kind).containsExactly(AnomalyKind.ROWS_FELL);
    assertThat(found.get(0).reason())
        .isEqualTo("20,000 rows, usually 5,242,880: the median of 12 before it");
    assertThat(found.get(0).suspicious()).isTrue();
    assertThat(kinds(with(USUAL, 12L, new Rows(20_000_000, true)), STEADY))
        .containsExactly(AnomalyKind.ROWS_JUMPED);
  }

  /** A server may be wrong by half and more, and no backup is suspicious for that. */
  @Test
  void estimatesOfRowsAreTakenAsSuch() {
    Measure usual = with(USUAL, 12L, new Rows(5_000_000, false));
    List<Measure> past = Collections.nCopies(12, usual);

    assertThat(kinds(with(USUAL, 12L, new Rows(1_800_000, false)), past)).isEmpty();
    List<Anomaly> found = judge(with(USUAL, 12L, new Rows(100_000, false)), past);
    assertThat(found).extracting(Anomaly::kind).containsExactly(AnomalyKind.ROWS_FELL);
    assertThat(found.get(0).suspicious()).isFalse();
    assertThat(found.get(0).reason()).contains("by the server's estimate");
    assertThat(kinds(with(USUAL, 12L, new Rows(100_000, true)), past)).isEmpty();
  }

  @Test
  void aLongDurationIsToldAndAShortOneIsNot() {
    Measure usual = with(USUAL, 100 * MIB, 600);
    List<Measure> past = Collections.nCopies(12, usual);

    assertThat(kinds(with(USUAL, 100 * MIB, 1500), past)).isEmpty();
    assertThat(judge(with(USUAL, 100 * MIB, 5000), past))
        .extracting(Anomaly::reason)
        .containsExactly("it took 1 h 23 min, usually 10 min 0 s: the median of 12 before it");
    assertThat(kinds(with(USUAL, 100 * MIB, 1), past)).isEmpty();
    assertThat(kinds(with(USUAL, 100 * MIB, 90), Collections.nCopies(12, with(USUAL, MIB, 1))))
        .doesNotContain(AnomalyKind.DURATION_LONG);
  }

  @Test
  void whatCanNoLongerBeCompressedIsSuspicious() {
    List<Anomaly> found = judge(with(USUAL, 480 * MIB, 13), STEADY);

    assertThat(found).extracting(Anomaly::kind).containsExactly(AnomalyKind.RATIO_CHANGED);
    assertThat(found.get(0).suspicious()).isTrue();
    assertThat(found.get(0).reason())
        .isEqualTo("compressed 1.0 to 1, usually 5.0 to 1: the median of 12 before it");
    assertThat(judge(with(USUAL, 160 * MIB, 13), STEADY)).noneMatch(Anomaly::suspicious);
    assertThat(judge(with(USUAL, 20 * MIB, 13), STEADY))
        .allMatch(anomaly -> anomaly.kind() == AnomalyKind.RATIO_CHANGED && !anomaly.suspicious())
        .hasSize(1);
  }

  @Test
  void anotherWayOfPackingIsNoAnomaly() {
    Made packed = new Made(MADE.dumpedBy(), "gzip 1 aes-256-gcm");

    assertThat(kinds(with(with(USUAL, 490 * MIB, 9000), packed), STEADY)).isEmpty();
    assertThat(kinds(with(of(12 * 1024), packed), STEADY)).contains(AnomalyKind.SIZE_FELL);
  }

  @Test
  void anotherWayOfDumpingBeginsAHistory() {
    Made dumped = new Made("mysqldump --complete-insert", MADE.packedBy());

    assertThat(kinds(with(of(2000 * MIB), dumped), STEADY)).isEmpty();
    assertThat(kinds(with(of(12 * 1024), dumped), STEADY)).isEmpty();
  }

  @Test
  void whatCannotBeComparedIsAsSuspiciousAsTheOneBeforeIt() {
    Measure other = with(USUAL, new Made("mysqldump --complete-insert", MADE.packedBy()));
    List<Anomaly> lost = judge(of(12 * 1024), STEADY);
    History after = history(STEADY).withSuspects(lost);

    List<Anomaly> found = AnomalyJudge.judge(other, after);
    assertThat(found).isNotEmpty().allMatch(Anomaly::suspicious);
    assertThat(found).extracting(Anomaly::kind).contains(AnomalyKind.SIZE_FELL);
    assertThat(found.get(0).reason())
        .isEqualTo(
            "cannot be compared with the backups before it, the last of which is suspicious: "
                + lost.get(0).reason());
    assertThat(AnomalyJudge.judge(other, history(STEADY).withSuspects(found)))
        .as("and the next, in the same words")
        .isEqualTo(found);
    assertThat(AnomalyJudge.judge(USUAL, after)).as("one that can be compared").isEmpty();
  }

  private static void assertNothingIn(int days, IntToDoubleFunction raw) {
    List<Measure> past = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      Measure today = of(raw.applyAsDouble(day));
      assertThat(judge(today, past)).as("day %d", day).isEmpty();
      past.add(today);
    }
  }

  private static List<Anomaly> judge(Measure now, List<Measure> oldestFirst) {
    return AnomalyJudge.judge(now, history(oldestFirst));
  }

  private static List<AnomalyKind> kinds(Measure now, List<Measure> oldestFirst) {
    return judge(now, oldestFirst).stream().map(Anomaly::kind).toList();
  }
}
