package io.dumpwarden.statistics;

import io.dumpwarden.anomaly.AnomalyStore;
import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowStates;
import io.dumpwarden.drill.DrillSummary;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.scan.ScanStore;
import java.util.function.Supplier;

/**
 * Where the figures come from.
 *
 * @param config the configuration as it is at each call
 */
public record FleetSources(
    StatisticsFacts facts,
    CatalogSummary summary,
    Supplier<ConfigSnapshot> config,
    RowStates states,
    RunQueue runs,
    DrillSummary drills,
    ScanStore scans,
    AnomalyStore anomalies,
    FreeSpace free) {}
