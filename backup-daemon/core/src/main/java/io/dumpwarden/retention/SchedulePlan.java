package io.dumpwarden.retention;

import io.dumpwarden.catalog.Series;
import java.util.List;

/**
 * What becomes of all that a schedule has stored.
 *
 * @param plans one for each series that a rule holds for
 * @param orphans the series that no rule holds for: their copies stay
 */
public record SchedulePlan(List<SeriesPlan> plans, List<Series> orphans) {

  public SchedulePlan {
    plans = List.copyOf(plans);
    orphans = List.copyOf(orphans);
  }
}
