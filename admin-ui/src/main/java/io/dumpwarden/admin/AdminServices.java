package io.dumpwarden.admin;

import io.dumpwarden.access.AccessStore;
import io.dumpwarden.access.AuditLog;
import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.access.Logins;
import io.dumpwarden.access.OwnPassword;
import io.dumpwarden.access.Passwords;
import io.dumpwarden.access.SessionKeeper;
import io.dumpwarden.access.TokenEditor;
import io.dumpwarden.access.UserEditor;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.desk.DownloadDesk;
import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.desk.RestoreDesk;
import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.admin.desk.SystemDesk;
import io.dumpwarden.anomaly.Acceptance;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.catalog.KnownStorages;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowStates;
import io.dumpwarden.drill.DrillStore;
import io.dumpwarden.notify.NotificationHistory;
import io.dumpwarden.report.EvidenceReport;
import io.dumpwarden.report.ReportScope;
import io.dumpwarden.restore.RestoreStore;
import io.dumpwarden.retention.BackupDeletion;
import io.dumpwarden.retention.BackupPins;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.scan.KnownServers;
import io.dumpwarden.statistics.FleetStatistics;
import io.dumpwarden.view.AskedRetention;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the admin server stands on. Route classes are given the parts they need, never this. */
public record AdminServices(
    Configuration configuration, History history, Desks desks, People people, InstantSource clock) {

  /** Who may use it, and how they prove themselves. */
  public record People(
      Logins logins,
      OwnPassword ownPassword,
      SessionKeeper sessions,
      UserEditor users,
      TokenEditor tokens) {

    /**
     * @param passwords the one of this process: it bounds how many are hashed at a time
     */
    public static People of(AccessStore store, Passwords passwords, InstantSource clock) {
      Logins logins = new Logins(store, passwords, clock);
      UserEditor users = new UserEditor(store, passwords, clock);
      return new People(
          logins,
          new OwnPassword(logins, users, store, clock),
          new SessionKeeper(store.sessions(), clock),
          users,
          new TokenEditor(store, clock));
    }
  }

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
      KnownServers servers,
      KnownStorages storages,
      CatalogSummary summary,
      FleetStatistics statistics,
      NotificationHistory notifications,
      Function<ReportScope, EvidenceReport> reports) {}

  /** What can be asked for. */
  public record Desks(
      RowDesk rows,
      RunDesk runs,
      RestoreDesk restores,
      ProofDesk proofs,
      DownloadDesk downloads,
      CheckDesk checks,
      RetentionDesk retention,
      SystemDesk system) {}

  /** Retention and what people do to backups by hand. */
  public record RetentionDesk(
      AskedRetention asked, BackupDeletion deletion, BackupPins pins, Acceptance acceptance) {}
}
