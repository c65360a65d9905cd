package io.dumpwarden.retention;

import static io.dumpwarden.testing.Property.TRIES;
import static io.dumpwarden.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.KeepFor;
import io.dumpwarden.config.RetentionRule;
import io.dumpwarden.testing.Draw;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** One property for each sentence of the rules. */
class RetentionPlannerPropertyTest {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");

  private static final List<String> AGES = List.of("1h", "12h", "1d", "3d", "1w", "1M");

  record TwoOrders(List<StoredCopy> series, List<StoredCopy> shuffled) {}

  @Test
  void everyCopyIsDecidedOnceNewestFirst() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          List<Decision> decisions = RetentionPlanner.plan(rule, series, NOW).decisions();
          assertThat(decisions)
              .extracting(Decision::copy)
              .containsExactlyInAnyOrderElementsOf(series);
          assertThat(decisions)
              .extracting(d -> d.copy().storedAt())
              .isSortedAccordingTo(Comparator.reverseOrder());
          assertThat(decisions).extracting(Decision::reason).doesNotContain("");
        });
  }

  @Test
  void theNewestGoodCopyStays() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          Instant newest = good(series).stream().map(StoredCopy::storedAt).findFirst().orElse(NOW);
          if (!good(series).isEmpty()) {
            assertThat(kept(rule, series)).anyMatch(c -> c.good() && c.storedAt().equals(newest));
          }
        });
  }

  @Test
  void theNewestGoodCopyThatLacksNothingStays() {
    forEveryRuleAndSeries(
        (rule, series) ->
            assertThat(removed(rule, series)).noneMatch(copy -> isNewestWhole(copy, series)));
  }

  @Test
  void theNewestGoodCopyBeforeSuspiciousOnesStays() {
    forEveryRuleAndSeries(
        (rule, series) ->
            assertThat(removed(rule, series)).noneMatch(copy -> isNewestTrusted(copy, series)));
  }

  /** However many suspicious ones follow it, and however young the rule wants them. */
  @Test
  void noNumberOfSuspiciousCopiesDrivesTheLastTrustedOneOut() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          List<StoredCopy> before = series.stream().map(c -> flagged(c, false)).toList();
          List<StoredCopy> all = new ArrayList<>(before);
          for (int i = 0; i < 20; i++) {
            all.add(
                new StoredCopy(
                    "s" + i, "b" + i, NOW.plusSeconds(i), true, true, true, false, null));
          }
          good(before).stream()
              .findFirst()
              .ifPresent(last -> assertThat(kept(rule, all)).contains(last));
        });
  }

  /** A trusted copy that is the newest of all lets the rules decide about those before it. */
  @Test
  void aNewerTrustedCopyReleasesTheOneBefore() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          List<StoredCopy> flagged = new ArrayList<>(series);
          flagged.add(new StoredCopy("new", "b", NOW, true, true, false, false, null));
          List<StoredCopy> plain = flagged.stream().map(c -> flagged(c, false)).toList();
          assertThat(removed(rule, flagged))
              .extracting(StoredCopy::copyId)
              .isEqualTo(removed(rule, plain).stream().map(StoredCopy::copyId).toList());
        });
  }

  private static StoredCopy flagged(StoredCopy c, boolean suspicious) {
    return new StoredCopy(
        c.copyId(),
        c.backupId(),
        c.storedAt(),
        c.good(),
        c.complete(),
        suspicious,
        c.pinned(),
        c.lockedUntil());
  }

  @Test
  void pinnedCopiesStay() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          assertThat(removed(rule, series)).noneMatch(StoredCopy::pinned);
        });
  }

  /** Locks delay what the rules remove, and change nothing else. */
  @Test
  void lockedCopiesStayAndNothingElseDoesForIt() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          List<StoredCopy> someLocked = new ArrayList<>();
          for (StoredCopy copy : series) {
            someLocked.add(locked(copy, someLocked.size() % 3));
          }
          List<Decision> without = RetentionPlanner.plan(rule, series, NOW).decisions();
          List<Decision> with = RetentionPlanner.plan(rule, someLocked, NOW).decisions();
          for (int i = 0; i < with.size(); i++) {
            boolean locked = isLocked(with.get(i).copy());
            Decision.Action before = without.get(i).action();
            assertThat(with.get(i).action())
                .isEqualTo(
                    locked && before == Decision.Action.REMOVE ? Decision.Action.LOCKED : before);
          }
        });
  }

  private static StoredCopy locked(StoredCopy c, int kind) {
    Instant until = kind == 0 ? null : NOW.plusSeconds(kind == 1 ? 1 : -1);
    return new StoredCopy(
        c.copyId(),
        c.backupId(),
        c.storedAt(),
        c.good(),
        c.complete(),
        c.suspicious(),
        c.pinned(),
        until);
  }

  private static boolean isLocked(StoredCopy copy) {
    return copy.lockedUntil() != null && copy.lockedUntil().isAfter(NOW);
  }

  @Test
  void theMinimumOfNewestGoodCopiesStays() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          assertThat(kept(rule, series))
              .containsAll(good(series).stream().limit(rule.minCopies()).toList());
        });
  }

  @Test
  void forEverKeepsEverything() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          RetentionRule forEver =
              new RetentionRule("s", "t", rule.keepFor(), true, rule.minCopies(), rule.maxCopies());
          assertThat(removed(forEver, series)).isEmpty();
        });
  }

  @Test
  void beyondTheMinimumAgeRemoves() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          List<StoredCopy> kept = kept(rule, series);
          good(series).stream()
              .skip(rule.minCopies())
              .filter(copy -> !copy.pinned() && isTooOld(rule, copy) && !isReserved(copy, series))
              .forEach(copy -> assertThat(kept).doesNotContain(copy));
        });
  }

  @Test
  void beyondTheMaximumTheOldestGo() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          if (rule.maxCopies() != null) {
            List<StoredCopy> kept = kept(rule, series);
            good(series).stream()
                .skip(rule.maxCopies())
                .filter(copy -> !copy.pinned() && !isReserved(copy, series))
                .forEach(copy -> assertThat(kept).doesNotContain(copy));
          }
        });
  }

  @Test
  void whatIsYoungEnoughAndWithinTheMaximumStays() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          long most = rule.maxCopies() == null ? Long.MAX_VALUE : rule.maxCopies();
          assertThat(kept(rule, series))
              .containsAll(
                  good(series).stream().limit(most).filter(copy -> !isTooOld(rule, copy)).toList());
        });
  }

  @Test
  void copiesThatAreNotGoodCountForNothing() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          assertThat(good(removed(rule, series))).isEqualTo(good(removed(rule, good(series))));
        });
  }

  @Test
  void aCopyThatIsNotGoodGoesOnlyBesideAGoodOneAsNew() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          for (StoredCopy copy : removed(rule, series)) {
            assertThat(good(series)).anyMatch(g -> !g.storedAt().isBefore(copy.storedAt()));
          }
        });
  }

  @Test
  void aCopyThatIsNotGoodGoesByAgeThen() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          List<StoredCopy> kept = kept(rule, series);
          series.stream()
              .filter(copy -> !copy.good() && !copy.pinned() && isTooOld(rule, copy))
              .filter(
                  copy ->
                      good(series).stream().anyMatch(g -> !g.storedAt().isBefore(copy.storedAt())))
              .forEach(copy -> assertThat(kept).doesNotContain(copy));
        });
  }

  @Test
  void copiesFarInTheFutureStayAndDoNotCount() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          for (StoredCopy copy : series) {
            Instant now = copy.storedAt();
            List<StoredCopy> past =
                series.stream()
                    .filter(c -> !c.storedAt().isAfter(now.plus(Duration.ofDays(1))))
                    .toList();
            assertThat(RetentionPlanner.plan(rule, series, now).removals())
                .isEqualTo(RetentionPlanner.plan(rule, past, now).removals());
          }
        });
  }

  @Test
  void planningAgainOverWhatStayedRemovesNothing() {
    forEveryRuleAndSeries(
        (rule, series) -> {
          assertThat(removed(rule, kept(rule, series))).isEmpty();
        });
  }

  @Test
  void theOrderOfTheCopiesDoesNotMatter() {
    forAll(
        TRIES,
        RetentionPlannerPropertyTest::rule,
        RetentionPlannerPropertyTest::twoOrders,
        (rule, orders) ->
            assertThat(RetentionPlanner.plan(rule, orders.shuffled(), NOW))
                .isEqualTo(RetentionPlanner.plan(rule, orders.series(), NOW)));
  }

  private static void forEveryRuleAndSeries(BiConsumer<RetentionRule, List<StoredCopy>> check) {
    forAll(TRIES, RetentionPlannerPropertyTest::rule, RetentionPlannerPropertyTest::series, check);
  }

  private static RetentionRule rule(Draw draw) {
    KeepFor age = draw.percent(30) ? null : KeepFor.parse(draw.of(AGES));
    int min = draw.between(1, 5);
    Integer max = draw.percent(30) ? null : Integer.valueOf(min + draw.between(0, 5));
    return new RetentionRule("s", "t", age, false, min, max);
  }

  private static List<StoredCopy> series(Draw draw) {
    return named(draw.list(0, 12, RetentionPlannerPropertyTest::copy));
  }

  private static TwoOrders twoOrders(Draw draw) {
    List<StoredCopy> series = series(draw);
    return new TwoOrders(series, draw.shuffled(series));
  }

  private static StoredCopy copy(Draw draw) {
    // few hours, so that some are equally old
    Instant storedAt = NOW.minus(Duration.ofHours(draw.between(0, 40) * 4L));
    return new StoredCopy(
        "",
        "",
        storedAt,
        draw.percent(67),
        draw.percent(70),
        draw.percent(30),
        draw.percent(12),
        null);
  }

  /** Whether it stays for the sake of its series, whatever the rule's age and number. */
  private static boolean isReserved(StoredCopy copy, List<StoredCopy> series) {
    return isNewestWhole(copy, series)
        || isNewestTrusted(copy, series)
        || isNewestTrusted(copy, series.stream().filter(StoredCopy::complete).toList());
  }

  private static boolean isNewestTrusted(StoredCopy copy, List<StoredCopy> series) {
    return good(series).stream()
        .filter(c -> !c.suspicious())
        .findFirst()
        .filter(copy::equals)
        .isPresent();
  }

  private static boolean isNewestWhole(StoredCopy copy, List<StoredCopy> series) {
    return good(series).stream()
        .filter(StoredCopy::complete)
        .findFirst()
        .filter(copy::equals)
        .isPresent();
  }

  private static List<StoredCopy> named(List<StoredCopy> copies) {
    List<StoredCopy> named = new ArrayList<>();
    for (StoredCopy c : copies) {
      String id = "copy-%02d".formatted(named.size());
      named.add(
          new StoredCopy(
              id,
              "of-" + id,
              c.storedAt(),
              c.good(),
              c.complete(),
              c.suspicious(),
              c.pinned(),
              null));
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
