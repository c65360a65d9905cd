package io.dumpwarden.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.KeepFor;
import io.dumpwarden.config.RetentionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** One property for each sentence of the rules. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class RetentionPlannerPropertyTest {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");

  @Property
  void everyCopyIsDecidedOnceNewestFirst(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    List<Decision> decisions = RetentionPlanner.plan(rule, series, NOW).decisions();
    assertThat(decisions).extracting(Decision::copy).containsExactlyInAnyOrderElementsOf(series);
    assertThat(decisions)
        .extracting(d -> d.copy().storedAt())
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(decisions).extracting(Decision::reason).doesNotContain("");
  }

  @Property
  void theNewestGoodCopyStays(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    Instant newest = good(series).stream().map(StoredCopy::storedAt).findFirst().orElse(NOW);
    if (!good(series).isEmpty()) {
      assertThat(kept(rule, series)).anyMatch(c -> c.good() && c.storedAt().equals(newest));
    }
  }

  @Property
  void pinnedCopiesStay(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    assertThat(removed(rule, series)).noneMatch(StoredCopy::pinned);
  }

  @Property
  void theMinimumOfNewestGoodCopiesStays(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    assertThat(kept(rule, series))
        .containsAll(good(series).stream().limit(rule.minCopies()).toList());
  }

  @Property
  void forEverKeepsEverything(@ForAll("series") List<StoredCopy> series) {
    assertThat(removed(new RetentionRule("s", "t", null, true, 1, null), series)).isEmpty();
  }

  @Property
  void beyondTheMinimumAgeRemoves(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    List<StoredCopy> kept = kept(rule, series);
    good(series).stream()
        .skip(rule.minCopies())
        .filter(copy -> !copy.pinned() && isTooOld(rule, copy))
        .forEach(copy -> assertThat(kept).doesNotContain(copy));
  }

  @Property
  void beyondTheMaximumTheOldestGo(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    if (rule.maxCopies() != null) {
      List<StoredCopy> kept = kept(rule, series);
      good(series).stream()
          .skip(rule.maxCopies())
          .filter(copy -> !copy.pinned())
          .forEach(copy -> assertThat(kept).doesNotContain(copy));
    }
  }

  @Property
  void whatIsYoungEnoughAndWithinTheMaximumStays(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    long most = rule.maxCopies() == null ? Long.MAX_VALUE : rule.maxCopies();
    assertThat(kept(rule, series))
        .containsAll(
            good(series).stream().limit(most).filter(copy -> !isTooOld(rule, copy)).toList());
  }

  @Property
  void copiesThatAreNotGoodCountForNothing(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    assertThat(good(removed(rule, series))).isEqualTo(good(removed(rule, good(series))));
  }

  @Property
  void aCopyThatIsNotGoodGoesOnlyBesideAGoodOneAsNew(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    for (StoredCopy copy : removed(rule, series)) {
      assertThat(good(series)).anyMatch(g -> !g.storedAt().isBefore(copy.storedAt()));
    }
  }

  @Property
  void aCopyThatIsNotGoodGoesByAgeThen(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    List<StoredCopy> kept = kept(rule, series);
    series.stream()
        .filter(copy -> !copy.good() && !copy.pinned() && isTooOld(rule, copy))
        .filter(copy -> good(series).stream().anyMatch(g -> g.storedAt().isAfter(copy.storedAt())))
        .forEach(copy -> assertThat(kept).doesNotContain(copy));
  }

  @Property
  void aClockFarBehindTheNewestCopyRemovesNothing(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    series.stream()
        .map(StoredCopy::storedAt)
        .max(Comparator.naturalOrder())
        .ifPresent(
            newest -> {
              Instant behind = newest.minus(Duration.ofDays(1)).minusNanos(1);
              assertThat(RetentionPlanner.plan(rule, series, behind).decisions())
                  .extracting(Decision::reason)
                  .containsOnly("the clock is behind the newest backup");
            });
  }

  @Property
  void planningAgainOverWhatStayedRemovesNothing(
      @ForAll("rules") RetentionRule rule, @ForAll("series") List<StoredCopy> series) {
    assertThat(removed(rule, kept(rule, series))).isEmpty();
  }

  @Property
  void theOrderOfTheCopiesDoesNotMatter(
      @ForAll("rules") RetentionRule rule,
      @ForAll("series") List<StoredCopy> series,
      @ForAll long seed) {
    List<StoredCopy> shuffled = new ArrayList<>(series);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(RetentionPlanner.plan(rule, shuffled, NOW))
        .isEqualTo(RetentionPlanner.plan(rule, series, NOW));
  }

  @Provide
  Arbitrary<RetentionRule> rules() {
    Arbitrary<KeepFor> ages =
        Arbitraries.of("1h", "12h", "1d", "3d", "1w", "1M").map(KeepFor::parse).injectNull(0.3);
    Arbitrary<Integer> spare = Arbitraries.integers().between(0, 5).injectNull(0.3);
    return Combinators.combine(ages, Arbitraries.integers().between(1, 5), spare)
        .as(
            (age, min, more) ->
                new RetentionRule("s", "t", age, false, min, more == null ? null : min + more));
  }

  @Provide
  Arbitrary<List<StoredCopy>> series() {
    // few hours, so that some are equally old
    return Combinators.combine(
            Arbitraries.integers().between(0, 40),
            Arbitraries.frequency(Tuple.of(2, true), Tuple.of(1, false)),
            Arbitraries.frequency(Tuple.of(1, true), Tuple.of(7, false)))
        .as(
            (hours, good, pinned) ->
                new StoredCopy("", "", NOW.minus(Duration.ofHours(hours * 4L)), good, pinned))
        .list()
        .ofMaxSize(12)
        .map(RetentionPlannerPropertyTest::named);
  }

  private static List<StoredCopy> named(List<StoredCopy> copies) {
    List<StoredCopy> named = new ArrayList<>();
    for (StoredCopy c : copies) {
      String id = "copy-%02d".formatted(named.size());
      named.add(new StoredCopy(id, "of-" + id, c.storedAt(), c.good(), c.pinned()));
    }
    return named;
  }

  /** Newest first; of equally old ones the last named is the newest. */
  private static List<StoredCopy> good(List<StoredCopy> copies) {
    return copies.stream()
        .filter(StoredCopy::good)
        .sorted(
            Comparator.comparing(StoredCopy::storedAt).thenComparing(StoredCopy::copyId).reversed())
        .toList();
  }

  private static boolean isTooOld(RetentionRule rule, StoredCopy copy) {
    return rule.keepFor() != null && copy.storedAt().isBefore(rule.keepFor().cutoff(NOW));
  }

  private static List<StoredCopy> kept(RetentionRule rule, List<StoredCopy> series) {
    return RetentionPlanner.plan(rule, series, NOW).decisions().stream()
        .filter(decision -> !decision.removes())
        .map(Decision::copy)
        .toList();
  }

  private static List<StoredCopy> removed(RetentionRule rule, List<StoredCopy> series) {
    return RetentionPlanner.plan(rule, series, NOW).removals().stream()
        .map(Decision::copy)
        .toList();
  }
}
