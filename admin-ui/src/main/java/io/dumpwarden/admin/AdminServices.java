package io.dumpwarden.admin;

import io.dumpwarden.access.AuditLog;
import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.desk.DownloadDesk;
import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.desk.RestoreDesk;
import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.admin.desk.SystemDesk;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowStates;
import io.dumpwarden.drill.DrillStore;
import io.dumpwarden.restore.RestoreStore;
import io.dumpwarden.retention.BackupDeletion;
import io.dumpwarden.retention.BackupPins;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.statistics.FleetStatistics;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What the admin server stands on. Route classes are given the parts they need, never this. */
public record AdminServices(
    Configuration configuration, History history, Desks desks, InstantSource clock) {

  /** The rows, and the way to change them. */
  public record Configuration(
      ConfigRows rows, RowStates states, ConfigEditor editor, Supplier<ConfigSnapshot> snapshots) {}

  /** What happened. */
  public record History(
      RunQueue runs,
      BackupCatalog backups,
      RestoreStore restores,
      DrillStore drills,
      AuditLog audit,
      FleetStatistics statistics) {}

  /** What can be asked for. */
  public record Desks(
      RunDesk runs,
      RestoreDesk restores,
      ProofDesk proofs,
      DownloadDesk downloads,
      CheckDesk checks,
      RetentionDesk retention,
      SystemDesk system) {}

  /** Retention and what people do to backups by hand. */
  public record RetentionDesk(RetentionRunner runner, BackupDeletion deletion, BackupPins pins) {}
}
