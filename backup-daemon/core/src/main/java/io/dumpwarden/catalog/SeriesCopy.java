package io.dumpwarden.catalog;

import java.time.Instant;

/**
 * One copy within its series.
 *
 * @param madeAt when its dump began
 * @param complete whether its dump lacks nothing: a partial backup may, or not be on every storage
 * @param suspicious whether it may lack data that those before it have, and nobody accepted that
 */
public record SeriesCopy(
    Copy copy, Instant madeAt, boolean pinned, boolean complete, boolean suspicious) {}
