package io.dumpwarden.notify;

import java.time.Duration;

/** Spans of time for people. */
final class Spans {

  private Spans() {}

  /** {@code 36 h}, {@code 3 d}, {@code 20 min}. */
  static String text(Duration span) {
    if (span.toHours() >= 72) {
      return span.toDays() + " d";
    }
    if (span.toMinutes() >= 120) {
      return span.toHours() + " h";
    }
    return span.toSeconds() >= 120 ? span.toMinutes() + " min" : span.toSeconds() + " s";
  }
}
