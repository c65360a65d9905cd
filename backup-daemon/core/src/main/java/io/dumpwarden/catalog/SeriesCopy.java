package io.dumpwarden.catalog;

import java.time.Instant;

/**
 * One copy within its series.
 *
 * @param madeAt when its dump began
 */
public record SeriesCopy(Copy copy, Instant madeAt, boolean pinned) {}
