package io.dumpwarden.notify;

import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.config.NotificationRule;
import io.dumpwarden.config.QuietHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/** When digests are due. Pure. */
final class DigestTimes {

  private static final LocalTime AT = LocalTime.of(8, 0);

  private DigestTimes() {}

  /** When the newest digest was due, at or before {@code now}. */
  static Instant last(NotificationRule rule, NotificationEvent digest, Instant now) {
    ZonedDateTime local = now.atZone(zone(rule));
    ZonedDateTime today = local.toLocalDate().atTime(AT).atZone(local.getZone());
    ZonedDateTime last = today.isAfter(local) ? day(today, -1) : today;
    if (digest == NotificationEvent.DIGEST_WEEKLY) {
      last =
          last.toLocalDate()
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .atTime(AT)
              .atZone(local.getZone());
    }
    return last.toInstant();
  }

  private static ZonedDateTime day(ZonedDateTime at, int days) {
    return at.toLocalDate().plusDays(days).atTime(AT).atZone(at.getZone());
  }

  private static ZoneId zone(NotificationRule rule) {
    QuietHours hours = rule.quietHours();
    return hours == null ? ZoneOffset.UTC : hours.zone();
  }
}
