package io.dumpwarden.anomaly;

/**
 * A backup's figures, and which others they may be compared with: those of the same series that
 * were made in the same way.
 *
 * @param method engine, tool, compression and encryption, in one line
 */
public record Measured(
    String backupId,
    String schedule,
    String server,
    String scope,
    String method,
    Measure measure) {}
