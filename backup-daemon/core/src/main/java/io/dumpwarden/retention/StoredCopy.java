package io.dumpwarden.retention;

import java.time.Instant;

/**
 * A copy as retention sees it.
 *
 * @param storedAt when its dump started: what the data in it is from
 * @param good whether it is stored and nothing says that it is missing or corrupt
 * @param pinned whether somebody asked for it to stay
 */
public record StoredCopy(
    String copyId, String backupId, Instant storedAt, boolean good, boolean pinned) {}
