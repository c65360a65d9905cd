package io.dumpwarden.config;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Every matching minute that the wall clock shows fires: none of a gap, those of an overlap twice.
 * The search goes from one stretch of unchanging offset to the next.
 */
record IntervalFiring(CronFields fields, ZoneRules rules) implements Firing {

  @Override
  public Optional<Instant> next(Instant after) {
    Instant from = after.plusNanos(1);
    LocalDateTime horizon = local(from, rules.getOffset(from)).plusYears(HORIZON_YEARS);
    while (true) {
      ZoneOffset offset = rules.getOffset(from);
      ZoneOffsetTransition end = rules.nextTransition(from);
      boolean last = end == null || end.getDateTimeBefore().isAfter(horizon);
      Optional<LocalDateTime> match =
          fields.firstFrom(local(from, offset), last ? horizon : end.getDateTimeBefore());
      if (match.isPresent() || last) {
        return match.map(found -> found.toInstant(offset));
      }
      from = end.getInstant();
    }
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    Instant upTo = before;
    LocalDateTime horizon = local(upTo, rules.getOffset(upTo)).minusYears(HORIZON_YEARS);
    while (true) {
      ZoneOffset offset = rules.getOffset(upTo);
      ZoneOffsetTransition start = rules.previousTransition(upTo.plusNanos(1));
      boolean last = start == null || start.getDateTimeAfter().isBefore(horizon);
      Optional<LocalDateTime> match =
          fields.lastUpTo(local(upTo, offset), last ? horizon : start.getDateTimeAfter());
      if (match.isPresent() || last) {
        return match.map(found -> found.toInstant(offset));
      }
      upTo = start.getInstant().minusNanos(1);
    }
  }

  private static LocalDateTime local(Instant instant, ZoneOffset offset) {
    return LocalDateTime.ofInstant(instant, offset);
  }
}
