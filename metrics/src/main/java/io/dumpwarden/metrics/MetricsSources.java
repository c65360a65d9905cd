package io.dumpwarden.metrics;

import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowStates;
import io.dumpwarden.drill.DrillSummary;
import java.util.function.Supplier;

/**
 * Where the values come from.
 *
 * @param config the configuration as it is at each call
 * @param drills how the newest drills ended
 */
public record MetricsSources(
    CatalogSummary summary,
    RowStates rowStates,
    Supplier<ConfigSnapshot> config,
    DrillSummary drills) {}
