package io.dumpwarden.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The backups of one database under one schedule.
 *
 * @param newestGoodAt when the newest good one of the span was finished; null where there is none
 * @param newestRawBytes its size as dumped; 0 where there is none
 * @param newestStoredBytes its size as stored
 * @param storedBytes of all good ones together
 */
public record BackupLine(
    String server,
    String scope,
    String schedule,
    long succeeded,
    long partial,
    long failed,
    long cancelled,
    long interrupted,
    long running,
    @Nullable Instant newestGoodAt,
    long newestRawBytes,
    long newestStoredBytes,
    long storedBytes) {}
