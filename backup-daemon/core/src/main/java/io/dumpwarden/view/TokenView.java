package io.dumpwarden.view;

import io.dumpwarden.access.ApiToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as JSON shows it, without what proves it.
 *
 * @param expiresAt null for never
 */
public record TokenView(
    String name,
    String role,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  public static TokenView of(ApiToken token) {
    return new TokenView(
        token.name(),
        token.role().id(),
        token.createdBy(),
        token.createdAt(),
        token.expiresAt(),
        token.lastUsedAt());
  }
}
