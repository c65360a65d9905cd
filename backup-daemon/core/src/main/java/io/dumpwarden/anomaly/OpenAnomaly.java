package io.dumpwarden.anomaly;

import io.dumpwarden.catalog.AnomalyKind;
import java.time.Instant;
import java.util.List;

/**
 * In what the newest good backup of a series differs from those before it, and nobody accepted it.
 *
 * @param scope the database, or {@code all} / {@code combined}
 * @param databases what the backup holds
 * @param reason for people: lower-case, no final stop
 * @param suspicious whether data may be lost
 */
public record OpenAnomaly(
    String server,
    String schedule,
    String scope,
    List<String> databases,
    String backupId,
    AnomalyKind kind,
    String reason,
    boolean suspicious,
    Instant foundAt) {}
