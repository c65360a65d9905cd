package io.dumpwarden.anomaly;

import io.dumpwarden.config.Sizes;
import java.time.Duration;
import java.util.Locale;

/** Reasons for people: the figure of the backup, and what it usually is. */
final class Words {

  private static final String PASSED_ON =
      "cannot be compared with the backups before it, the last of which is suspicious: ";

  private Words() {}

  /** What was found in the backup before it stands for it too. */
  static String passedOn(String reason) {
    return reason.startsWith(PASSED_ON) ? reason : PASSED_ON + reason;
  }

  static String size(double bytes, Comparison past) {
    return usually(Sizes.text((long) bytes) + " dumped", Sizes.text((long) past.usual()), past);
  }

  static String tables(double tables, Comparison past) {
    return usually(tables == 0 ? "no tables" : number(tables), number(past.usual()), past);
  }

  static String rows(double rows, Comparison past) {
    String there = rows == 0 ? "no rows" : rows == 1 ? "1 row" : number(rows) + " rows";
    return usually(there, number(past.usual()), past);
  }

  static String estimate(double rows, Comparison past) {
    return usually(
        "about " + number(rows) + " rows by the server's estimate", number(past.usual()), past);
  }

  static String duration(double seconds, Comparison past) {
    return usually("it took " + time(seconds), time(past.usual()), past);
  }

  static String ratio(double ratio, Comparison past) {
    return usually(
        "compressed %s to 1".formatted(tenths(ratio)), tenths(past.usual()) + " to 1", past);
  }

  private static String usually(String value, String usual, Comparison past) {
    return past.size() == 1
        ? "%s, %s in the backup before it".formatted(value, usual)
        : "%s, usually %s: the median of %d before it".formatted(value, usual, past.size());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String time(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    if (time.toHours() > 0) {
      return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : tenths(seconds) + " s";
  }
}
