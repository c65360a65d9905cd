package io.dumpwarden.config;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Every matching time of day fires once: in a gap at the first instant after it, in an overlap at
 * its first occurrence.
 */
record FixedTimeFiring(CronFields fields, ZoneRules rules) implements Firing {

  @Override
  public Optional<Instant> next(Instant after) {
    LocalDateTime local = LocalDateTime.ofInstant(after, rules.getOffset(after)).plusNanos(1);
    LocalDateTime limit = local.plusYears(HORIZON_YEARS);
    Optional<LocalDateTime> match = fields.firstFrom(local, limit);
    // in an overlap's second pass, what its first pass fired already
    while (match.isPresent() && !instantOf(match.get()).isAfter(after)) {
      match = fields.firstFrom(match.get().plusMinutes(1), limit);
    }
    return match.map(this::instantOf);
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    LocalDateTime local = latestLocalUpTo(before);
    LocalDateTime limit = local.minusYears(HORIZON_YEARS);
    Optional<LocalDateTime> match = fields.lastUpTo(local, limit);
    while (match.isPresent() && instantOf(match.get()).isAfter(before)) {
      match = fields.lastUpTo(match.get().minusMinutes(1), limit);
    }
    return match.map(this::instantOf);
  }

  /**
   * What the wall clock showed at its furthest; after an overlap began it has shown later times.
   */
  private LocalDateTime latestLocalUpTo(Instant before) {
    LocalDateTime now = LocalDateTime.ofInstant(before, rules.getOffset(before));
    ZoneOffsetTransition last = rules.previousTransition(before.plusNanos(1));
    return last != null && last.getDateTimeBefore().isAfter(now) ? last.getDateTimeBefore() : now;
  }

  private Instant instantOf(LocalDateTime local) {
    ZoneOffsetTransition transition = rules.getTransition(local);
    if (transition == null) {
      return local.toInstant(rules.getOffset(local));
    }
    return transition.isGap()
        ? transition.getInstant()
        : local.toInstant(transition.getOffsetBefore());
  }
}
