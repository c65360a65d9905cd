package io.dumpwarden.anomaly;

/** A backup's figures, and the series whose other backups they are compared with. */
public record Measured(
    String backupId, String schedule, String server, String scope, Measure measure) {}
