package io.dumpwarden.notify;

import io.dumpwarden.config.NotificationRule;
import io.dumpwarden.config.QuietHours;
import java.time.Instant;
import java.time.LocalTime;

/** Tells quiet hours from others. Pure. */
final class Quiet {

  private Quiet() {}

  static boolean isQuiet(NotificationRule rule, Instant now) {
    QuietHours hours = rule.quietHours();
    return hours != null && isIn(hours, LocalTime.ofInstant(now, hours.zone()));
  }

  /** The first instant belongs to them, the last one does not; the same twice is the whole day. */
  private static boolean isIn(QuietHours hours, LocalTime time) {
    boolean begun = !time.isBefore(hours.from());
    boolean open = time.isBefore(hours.to());
    return hours.from().isBefore(hours.to()) ? begun && open : begun || open;
  }
}
