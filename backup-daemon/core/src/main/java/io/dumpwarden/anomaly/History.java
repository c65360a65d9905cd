package io.dumpwarden.anomaly;

import io.dumpwarden.catalog.Anomaly;
import java.util.List;

/**
 * The good backups before one in its series that it is compared with: none of them suspicious, none
 * older than the last that somebody accepted.
 *
 * @param past newest first
 * @param accepted whether the oldest of them is one that somebody accepted: then one is enough
 * @param suspects what is suspicious in the one right before it, whatever that was made by, and was
 *     not accepted; empty where that is not suspicious
 */
public record History(List<Measure> past, boolean accepted, List<Anomaly> suspects) {

  public History {
    past = List.copyOf(past);
    suspects = List.copyOf(suspects);
  }

  /** Where nothing is suspicious right before it. */
  public History(List<Measure> past, boolean accepted) {
    this(past, accepted, List.of());
  }

  public History withSuspects(List<Anomaly> found) {
    return new History(past, accepted, found);
  }

  /** Whether there is none that it can be compared with. */
  boolean isOfNoUseTo(Measure now) {
    return past.stream().noneMatch(measure -> measure.isDumpedAs(now));
  }
}
