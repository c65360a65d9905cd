package io.dumpwarden.metrics;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Settings;
import io.dumpwarden.config.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What was asked for, and whether it can be done. */
record ConfigFacts(List<RowState> rows, ConfigSnapshot config) {

  void addTo(Families families) {
    for (ConfigKind kind : ConfigKind.values()) {
      families.add(MetricName.CONFIG_ROWS_INVALID, 0, kind.table());
    }
    rows.forEach(state -> add(families, state));
    config.schedules().stream()
        .filter(Schedule::enabled)
        .forEach(schedule -> add(families, schedule));
    add(families, config.settings());
  }

  private void add(Families families, RowState state) {
    Instant nextFire = state.nextFireAt();
    if (state.problem() != null) {
      families.add(MetricName.CONFIG_ROWS_INVALID, 1, state.row().kind().table());
    }
    if (state.row().kind() == ConfigKind.SCHEDULE) {
      config
          .schedule(state.row().key())
          .filter(Schedule::enabled)
          .ifPresent(s -> families.add(MetricName.SCHEDULE_CHANGED, state.seenSince(), s.name()));
    }
    if (nextFire != null) {
      families.add(MetricName.NEXT_FIRE, nextFire, state.row().key());
    }
  }

  private static void add(Families families, Schedule schedule) {
    schedule
        .freshness()
        .ifPresent(age -> families.add(MetricName.MAX_AGE, Families.seconds(age), schedule.name()));
    schedule
        .drill()
        .interval()
        .ifPresent(
            every ->
                families.add(MetricName.DRILL_INTERVAL, Families.seconds(every), schedule.name()));
  }

  private void add(Families families, Settings settings) {
    families.add(MetricName.PAUSED, settings.paused() ? 1 : 0);
    Duration every = settings.selfBackupEvery();
    if (every != null) {
      config.storages().stream()
          .filter(Storage::enabled)
          .forEach(
              storage ->
                  families.add(
                      MetricName.SELF_BACKUP_INTERVAL, Families.seconds(every), storage.name()));
    }
    double perDay = settings.verification().perDay();
    if (perDay > 0) {
      families.add(MetricName.VERIFICATION_INTERVAL, Families.seconds(Duration.ofDays(1)) / perDay);
    }
  }
}
