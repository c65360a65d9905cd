package io.dumpwarden.source;

import org.jspecify.annotations.Nullable;

/**
 * A table as the server's catalog describes it.
 *
 * @param engine null where the server cannot open the table
 * @param rowEstimate the engine's estimate, not a count
 * @param dataBytes data and indexes, estimated by the engine
 * @param hasGeneratedColumn whether any column is computed from others
 */
public record TableFacts(
    String name,
    @Nullable String engine,
    long rowEstimate,
    long dataBytes,
    boolean hasGeneratedColumn) {}
