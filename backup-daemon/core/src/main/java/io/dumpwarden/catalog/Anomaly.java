package io.dumpwarden.catalog;

/**
 * One thing in which a backup differs from those before it.
 *
 * @param reason for people, with both figures: lower-case, no final stop
 * @param value of the backup: bytes, rows, seconds, tables or a ratio, as the kind says
 * @param usual the same figure of those before it: their median
 * @param suspicious whether data may be lost: the last backup before it is to be kept
 */
public record Anomaly(
    AnomalyKind kind, String reason, double value, double usual, boolean suspicious) {}
