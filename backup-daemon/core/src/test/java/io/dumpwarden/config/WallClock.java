package io.dumpwarden.config;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds fires the slow way: it watches a zone's clock minute by minute, and knows nothing of zone
 * rules' transitions.
 */
record WallClock(ZoneId zone, Predicate<LocalDateTime> matches, boolean interval) {

  /** All fires from {@code from} (inclusive) to {@code to} (exclusive), both whole minutes. */
  List<Instant> fires(Instant from, Instant to) {
    TreeSet<Instant> fires = new TreeSet<>();
    for (Instant now = from; now.isBefore(to); now = now.plus(1, ChronoUnit.MINUTES)) {
      if (interval ? matches.test(local(now)) : firesAtFixedTime(now)) {
        fires.add(now);
      }
    }
    return new ArrayList<>(fires);
  }

  private boolean firesAtFixedTime(Instant now) {
    LocalDateTime shown = local(now);
    for (LocalDateTime skipped : skippedJustBefore(now)) {
      if (matches.test(skipped)) {
        return true;
      }
    }
    return matches.test(shown) && !shownBefore(shown, now);
  }

  private List<LocalDateTime> skippedJustBefore(Instant now) {
    List<LocalDateTime> skipped = new ArrayList<>();
    LocalDateTime time = local(now.minus(1, ChronoUnit.MINUTES)).plusMinutes(1);
    for (; time.isBefore(local(now)); time = time.plusMinutes(1)) {
      skipped.add(time);
    }
    return skipped;
  }

  /** No zone of today repeats more than three hours. */
  private boolean shownBefore(LocalDateTime shown, Instant now) {
    for (int minutes = 30; minutes <= 180; minutes += 30) {
      if (local(now.minus(minutes, ChronoUnit.MINUTES)).equals(shown)) {
        return true;
      }
    }
    return false;
  }

  private LocalDateTime local(Instant now) {
    return LocalDateTime.ofInstant(now, zone);
  }
}
