package io.dumpwarden.notify;

import io.dumpwarden.catalog.ShortHash;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import java.util.List;

/**
 * What is wrong at one moment.
 *
 * @param key the same at each look as long as it is the same problem
 * @param occurrence changes when it comes about once more; the same as before where it only lasts
 * @param settled false where it cannot be told at the moment whether the problem stands: one that
 *     is open stays as it is, and none is opened
 */
public record FoundProblem(
    String key,
    NotificationEvent event,
    Severity severity,
    String title,
    List<String> lines,
    About about,
    String occurrence,
    boolean settled) {

  private static final int LONGEST = 255;
  private static final int KEPT = 200;

  public FoundProblem {
    key = fit(key);
    occurrence = fit(occurrence);
    lines = List.copyOf(lines);
  }

  /** The same, of which nothing certain is known now. */
  FoundProblem unsettled() {
    return new FoundProblem(key, event, severity, title, lines, about, occurrence, false);
  }

  /** Which source finds problems of a key. */
  static String kind(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  static String fit(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, KEPT)) + "#" + ShortHash.of(text, 10);
  }
}
