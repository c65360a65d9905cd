package io.dumpwarden.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup or a run that did not end well.
 *
 * @param kind {@code backup} or {@code run}
 * @param scope the database; null for a run
 */
public record Failure(
    String kind,
    String id,
    Instant at,
    String server,
    @Nullable String scope,
    String schedule,
    String status,
    @Nullable String errorCode,
    @Nullable String message) {}
