package io.dumpwarden.view;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants for people: the date in UTC, and how far away it is. */
public final class Ages {

  private Ages() {}

  /** {@code 2026-05-01T03:00:00Z (in 5 h)}. */
  public static String withAge(Instant at, Instant now) {
    return at.truncatedTo(ChronoUnit.SECONDS) + " (" + age(at, now) + ")";
  }

  /** {@code 3 d ago}, {@code in 5 min}, {@code now}. */
  public static String age(Instant at, Instant now) {
    Duration distance = Duration.between(at, now);
    String amount = amount(distance.abs());
    if (amount.isEmpty()) {
      return "now";
    }
    return distance.isNegative() ? "in " + amount : amount + " ago";
  }

  private static String amount(Duration distance) {
    if (distance.toDays() >= 2) {
      return distance.toDays() + " d";
    }
    if (distance.toHours() >= 2) {
      return distance.toHours() + " h";
    }
    if (distance.toMinutes() >= 2) {
      return distance.toMinutes() + " min";
    }
    return distance.toSeconds() < 1 ? "" : distance.toSeconds() + " s";
  }
}
