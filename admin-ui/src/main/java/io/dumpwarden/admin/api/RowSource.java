package io.dumpwarden.admin.api;

import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowStates;
import java.util.function.Supplier;

/**
 * The rows of configuration, to be looked at.
 *
 * @param snapshots the rows as values, as they are at each call
 */
public record RowSource(ConfigRows rows, RowStates states, Supplier<ConfigSnapshot> snapshots) {}
