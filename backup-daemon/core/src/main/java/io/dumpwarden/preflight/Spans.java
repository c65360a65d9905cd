package io.dumpwarden.preflight;

/** Spans of time for people. */
final class Spans {

  private Spans() {}

  /** {@code 17 min}. */
  static String text(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
