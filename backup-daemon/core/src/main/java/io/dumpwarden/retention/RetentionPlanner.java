package io.dumpwarden.retention;

import io.dumpwarden.config.RetentionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides which copies of a series stay. A pure function: the same copies, rule and time give the
 * same plan, in whatever order the copies come.
 *
 * <ol>
 *   <li>A rule that keeps for ever keeps everything.
 *   <li>A copy dated more than a day after now stays, and counts for nothing: the clock is wrong,
 *       or was when the copy was made. The others are judged as if it were not there.
 *   <li>A pinned copy stays.
 *   <li>The newest good copy stays, and with it as many of the newest good ones as the rule's
 *       minimum says, whatever their age.
 *   <li>The newest good copy of a dump that lacks nothing stays too, however many there are that
 *       lack something.
 *   <li>The newest good copy that is not suspicious stays, whatever its age, as long as all good
 *       ones after it are suspicious; and of those that lack nothing likewise the newest.
 *   <li>Other good copies go when they are older than the rule's age, or when the rule's maximum of
 *       newer good ones is there; pinned ones count.
 *   <li>A copy that is not good counts for nothing. It goes by the same age and number, but only
 *       where a good one exists that is as new or newer: until then it may be all there is.
 *   <li>What would go stays as long as its storage locks it. A lock keeps nothing else: when it
 *       ends, the rules above decide.
 * </ol>
 */
public final class RetentionPlanner {

  private static final String NEWEST_GOOD = "the newest good copy";
  private static final String NEWEST_WHOLE = "the newest good copy that lacks nothing";

  private static final String NEWEST_TRUSTED = "the newest good copy that is not suspicious";

  /** What no rule removes: the newest of each, whatever its age. */
  private static final List<Reserved> RESERVED =
      List.of(
          new Reserved(StoredCopy::good, NEWEST_GOOD),
          new Reserved(StoredCopy::isWhole, NEWEST_WHOLE),
          new Reserved(StoredCopy::isTrusted, NEWEST_TRUSTED),
          new Reserved(StoredCopy::isWholeAndTrusted, NEWEST_TRUSTED));

  private record Reserved(Predicate<StoredCopy> which, String reason) {}

  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  /** Of equally old ones the good come first, so that they count for those that are not. */
  private static final Comparator<StoredCopy> NEWEST_FIRST =
      Comparator.comparing(StoredCopy::storedAt)
          .thenComparing(StoredCopy::good)
          .thenComparing(StoredCopy::copyId)
          .reversed();

  private final RetentionRule rule;
  private final Instant now;

  private RetentionPlanner(RetentionRule rule, Instant now) {
    this.rule = rule;
    this.now = now;
  }

  /**
   * Plans one series.
   *
   * @param seriesCopies every copy that is not deleted yet, of one schedule, storage, server and
   *     database
   */
  public static RetentionPlan plan(RetentionRule rule, List<StoredCopy> seriesCopies, Instant now) {
    List<StoredCopy> copies = seriesCopies.stream().sorted(NEWEST_FIRST).toList();
    return new RetentionPlan(new RetentionPlanner(rule, now).decide(copies));
  }

  /**
   * Why a copy has to stay for the sake of its series: what no rule ever removes. As cautious as it
   * can be: copies dated in the future count, and do not.
   */
  static Optional<String> lastGood(String copyId, List<StoredCopy> seriesCopies, Instant now) {
    List<StoredCopy> all = seriesCopies.stream().sorted(NEWEST_FIRST).toList();
    List<StoredCopy> past = all.stream().filter(copy -> !isAfter(now, copy)).toList();
    return Optional.ofNullable(reserved(all).get(copyId))
        .or(() -> Optional.ofNullable(reserved(past).get(copyId)));
  }

  /** Why copies stay for the sake of their series, by their ids. */
  private static Map<String, String> reserved(List<StoredCopy> newestFirst) {
    Map<String, String> reasons = new HashMap<>();
    for (Reserved reserved : RESERVED) {
      newestFirst.stream()
          .filter(reserved.which())
          .findFirst()
          .ifPresent(copy -> reasons.putIfAbsent(copy.copyId(), reserved.reason()));
    }
    return reasons;
  }

  private List<Decision> decide(List<StoredCopy> newestFirst) {
    Map<String, String> reserved =
        reserved(newestFirst.stream().filter(copy -> !isAfter(now, copy)).toList());
    List<Decision> decisions = new ArrayList<>();
    int goodSoFar = 0;
    for (StoredCopy copy : newestFirst) {
      Decision decision = decide(copy, goodSoFar);
      String reason = reserved.get(copy.copyId());
      decisions.add(
          reason != null && decision.removes()
              ? Decision.keep(copy, reason)
              : unlessLocked(decision));
      goodSoFar += copy.good() && !isAfter(now, copy) ? 1 : 0;
    }
    return decisions;
  }

  private Decision unlessLocked(Decision decision) {
    Instant until = decision.copy().lockedUntil();
    return decision.removes() && until != null && now.isBefore(until)
        ? decision.butLocked(until)
        : decision;
  }

  private static boolean isAfter(Instant now, StoredCopy copy) {
    return now.isBefore(copy.storedAt().minus(CLOCK_TOLERANCE));
  }

  private Decision decide(StoredCopy copy, int newerGood) {
    if (rule.keepForever()) {
      return Decision.keep(copy, "the rule keeps for ever");
    }
    if (isAfter(now, copy)) {
      return Decision.keep(copy, "the clock is behind this backup");
    }
    if (copy.pinned()) {
      return Decision.keep(copy, "pinned");
    }
    return copy.good() ? decideGood(copy, newerGood) : decideNotGood(copy, newerGood);
  }

  private Decision decideGood(StoredCopy copy, int newerGood) {
    if (newerGood == 0) {
      return Decision.keep(copy, NEWEST_GOOD);
    }
    if (newerGood < rule.minCopies()) {
      return Decision.keep(copy, "among the %d newest good copies".formatted(rule.minCopies()));
    }
    return byAgeAndNumber(copy, newerGood);
  }

  private Decision decideNotGood(StoredCopy copy, int goodAsNew) {
    if (goodAsNew == 0) {
      return Decision.keep(copy, "not good, but no good copy is as new");
    }
    return byAgeAndNumber(copy, goodAsNew);
  }

  private Decision byAgeAndNumber(StoredCopy copy, int newerGood) {
    if (rule.keepFor() != null && copy.storedAt().isBefore(rule.keepFor().cutoff(now))) {
      return Decision.remove(copy, "older than " + rule.keepFor());
    }
    if (rule.maxCopies() != null && newerGood >= rule.maxCopies()) {
      return Decision.remove(
          copy, "%d newer good copies are there, the most to keep".formatted(rule.maxCopies()));
    }
    return Decision.keep(
        copy, rule.keepFor() != null ? "not older than " + rule.keepFor() : "within the maximum");
  }
}
