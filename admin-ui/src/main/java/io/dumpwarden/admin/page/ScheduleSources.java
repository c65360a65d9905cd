package io.dumpwarden.admin.page;

import io.dumpwarden.access.AuditLog;
import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowStates;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.statistics.FleetStatistics;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Where the pages of schedules and of retention have from what they show and do. */
public record ScheduleSources(
    ConfigRows rows,
    RowStates states,
    ConfigEditor editor,
    Supplier<ConfigSnapshot> snapshots,
    RunQueue runs,
    BackupCatalog backups,
    AuditLog audit,
    FleetStatistics statistics,
    RetentionRunner retention,
    RunDesk desk,
    CheckDesk checks,
    InstantSource clock) {}
