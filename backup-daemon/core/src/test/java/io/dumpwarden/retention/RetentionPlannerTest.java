package io.dumpwarden.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.CopyLock;
import io.dumpwarden.config.KeepFor;
import io.dumpwarden.config.RetentionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionPlannerTest {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");

  @Test
  void aSeriesIsExplainedInWords() {
    List<StoredCopy> series =
        List.of(
            copy("failed", 0, false, false),
            copy("newest", 1, true, false),
            copy("second", 40, true, false),
            copy("pinned", 50, true, true),
            copy("old", 60, true, false),
            copy("corrupt", 70, false, false));
    assertThat(words(rule("30d", 2, null), series))
        .containsExactly(
            "failed KEEP not good, but no good copy is as new",
            "newest KEEP the newest good copy",
            "second KEEP among the 2 newest good copies",
            "pinned KEEP pinned",
            "old REMOVE older than 30d",
            "corrupt REMOVE older than 30d");
  }

  @Test
  void moreThanTheMaximumGoesOldestFirst() {
    List<StoredCopy> series =
        List.of(
            copy("a", 1, true, false),
            copy("b", 2, true, false),
            copy("bad", 3, false, false),
            copy("c", 4, true, false));
    assertThat(words(rule(null, 1, 2), series))
        .containsExactly(
            "a KEEP the newest good copy",
            "b KEEP within the maximum",
            "bad REMOVE 2 newer good copies are there, the most to keep",
            "c REMOVE 2 newer good copies are there, the most to keep");
  }

  @Test
  void whatIsLockedGoesAfterThatAndAHoldHasNoEnd() {
    List<StoredCopy> series =
        List.of(
            copy("newest", 1, true, false),
            locked("young", 2, NOW.plusSeconds(60)),
            locked("locked", 60, NOW.plusSeconds(60)),
            locked("free", 61, NOW),
            locked("held", 62, CopyLock.LEGAL_HOLD));
    assertThat(words(rule("30d", 1, null), series))
        .containsExactly(
            "newest KEEP the newest good copy",
            "young KEEP not older than 30d",
            "locked LOCKED locked until 2026-10-05T12:01:00Z; goes after that: older than 30d",
            "free REMOVE older than 30d",
            "held LOCKED under legal hold; goes after that: older than 30d");
  }

  @Test
  void theLastGoodOnesAreKnownByTheirIds() {
    List<StoredCopy> series =
        List.of(
            copy("future", -400, true, false),
            copy("bad", 0, false, false),
            new StoredCopy("lacking", "b", NOW.minusSeconds(60), true, false, false, false, null),
            copy("whole", 2, true, false),
            copy("old", 3, true, false));
    assertThat(RetentionPlanner.lastGood("future", series, NOW)).isPresent();
    assertThat(RetentionPlanner.lastGood("bad", series, NOW)).isEmpty();
    assertThat(RetentionPlanner.lastGood("lacking", series, NOW)).contains("the newest good copy");
    assertThat(RetentionPlanner.lastGood("whole", series, NOW))
        .contains("the newest good copy that lacks nothing");
    assertThat(RetentionPlanner.lastGood("old", series, NOW)).isEmpty();
  }

  private static StoredCopy locked(String id, int daysAgo, Instant until) {
    return new StoredCopy(
        id, "of-" + id, NOW.minus(Duration.ofDays(daysAgo)), true, true, false, false, until);
  }

  @Test
  void whereNothingIsGoodNothingGoes() {
    List<StoredCopy> series = List.of(copy("a", 500, false, false), copy("b", 600, false, false));
    assertThat(RetentionPlanner.plan(rule("1d", 1, 1), series, NOW).removals()).isEmpty();
  }

  @Test
  void anEmptySeriesHasAnEmptyPlan() {
    assertThat(RetentionPlanner.plan(rule("1d", 1, 1), List.of(), NOW).decisions()).isEmpty();
  }

  @Test
  void aCopyOfExactlyTheAgeStays() {
    List<StoredCopy> series = List.of(copy("a", 1, true, false), copy("b", 30, true, false));
    assertThat(RetentionPlanner.plan(rule("30d", 1, null), series, NOW).removals()).isEmpty();
    assertThat(RetentionPlanner.plan(rule("30d", 1, null), series, NOW.plusNanos(1)).removals())
        .hasSize(1);
  }

  @Test
  void aCopyDatedInTheFutureStaysAndHoldsUpNothing() {
    List<StoredCopy> series =
        List.of(
            copy("future", -400, true, false),
            copy("newest", 1, true, false),
            copy("old", 60, true, false));
    assertThat(words(rule("30d", 1, 1), series))
        .containsExactly(
            "future KEEP the clock is behind this backup",
            "newest KEEP the newest good copy",
            "old REMOVE older than 30d");
  }

  private static List<String> words(RetentionRule rule, List<StoredCopy> series) {
    return RetentionPlanner.plan(rule, series, NOW).decisions().stream()
        .map(d -> d.copy().copyId() + " " + d.action() + " " + d.reason())
        .toList();
  }

  private static RetentionRule rule(@Nullable String keepFor, int min, @Nullable Integer max) {
    return new RetentionRule(
        "nightly", "disk", keepFor == null ? null : KeepFor.parse(keepFor), false, min, max);
  }

  private static StoredCopy copy(String id, int daysAgo, boolean good, boolean pinned) {
    return new StoredCopy(
        id, "of-" + id, NOW.minus(Duration.ofDays(daysAgo)), good, true, false, pinned, null);
  }
}
