package io.dumpwarden.admin.page;

import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.statistics.FleetStatistics;
import io.dumpwarden.view.AskedRetention;
import java.time.InstantSource;

/** Where the pages of schedules and of retention have from what they show and do. */
public record ScheduleSources(
    RowAccess access,
    RunQueue runs,
    BackupCatalog backups,
    FleetStatistics statistics,
    AskedRetention asked,
    RunDesk desk,
    CheckDesk checks,
    InstantSource clock) {

  ConfigRows rows() {
    return access.rows();
  }

  RetentionRunner retention() {
    return asked.runner();
  }

  ConfigEditor editor() {
    return access.editor();
  }

  ConfigSnapshot snapshot() {
    return access.snapshots().get();
  }

  /**
   * The schedule's row.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}, with the nearest name
   */
  ConfigRow row(String name) {
    return new RowEditing(RowForms.SCHEDULE, rows(), editor()).find(name);
  }

  /** How schedules stand now. */
  ScheduleStates stand(ConfigSnapshot snapshot) {
    return new ScheduleStates(
        snapshot, new RowProblems(snapshot, access.states().all()), statistics.fleet());
  }
}
