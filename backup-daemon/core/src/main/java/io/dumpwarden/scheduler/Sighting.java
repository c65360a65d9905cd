package io.dumpwarden.scheduler;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.Schedule;
import java.util.Map;
import java.util.Objects;

/**
 * The rows of one look, and what is known of each.
 *
 * @param states of every row
 */
record Sighting(ConfigSnapshot config, Map<RowRef, RowState> states) {

  RowState of(Schedule schedule) {
    return Objects.requireNonNull(states.get(ref(schedule)), schedule.name());
  }

  static RowRef ref(Schedule schedule) {
    return new RowRef(ConfigKind.SCHEDULE, schedule.name());
  }
}
