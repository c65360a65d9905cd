package io.dumpwarden.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lets a program use the admin server; the text that proves it is kept by its owner alone.
 *
 * @param expiresAt null for never
 * @param lastUsedAt to the minute or so; null for never
 */
public record ApiToken(
    String id,
    String name,
    Role role,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
