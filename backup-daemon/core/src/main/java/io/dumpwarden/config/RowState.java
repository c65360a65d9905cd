package io.dumpwarden.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon last saw of a configuration row, and thinks of it. A projection: it can be
 * rebuilt from the rows at any time.
 *
 * @param contentHash of the row's fields, so that a plain SQL edit is noticed
 * @param seenVersion the row's version then
 * @param seenSince when this content was first seen; fires before it were never due
 * @param problem what is wrong with the row; null where it is valid
 * @param nextFireAt for a schedule that is armed
 */
public record RowState(
    RowRef row,
    String contentHash,
    long seenVersion,
    Instant seenSince,
    @Nullable String problem,
    @Nullable Instant nextFireAt) {}
