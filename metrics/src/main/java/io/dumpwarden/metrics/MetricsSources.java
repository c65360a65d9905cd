package io.dumpwarden.metrics;

import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowStates;
import java.util.function.Supplier;

/**
 * Where the values come from.
 *
 * @param config the configuration as it is at each call
 */
public record MetricsSources(
    CatalogSummary summary, RowStates rowStates, Supplier<ConfigSnapshot> config) {}
