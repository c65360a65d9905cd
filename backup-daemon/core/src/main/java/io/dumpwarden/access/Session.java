package io.dumpwarden.access;

import java.time.Instant;

/**
 * A login that holds.
 *
 * @param id public; the cookie holds something else
 * @param lastSeenAt to some minutes
 * @param expiresAt when it ends, whatever is done in it
 */
public record Session(
    String id,
    String userId,
    String address,
    String userAgent,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt) {}
