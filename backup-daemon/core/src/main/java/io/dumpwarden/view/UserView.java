package io.dumpwarden.view;

import io.dumpwarden.access.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as JSON shows it.
 *
 * @param lockedUntil null where the user is not locked out after failed logins
 */
public record UserView(
    String name,
    String role,
    boolean enabled,
    boolean mustChangePassword,
    Instant passwordSetAt,
    @Nullable Instant lastLoginAt,
    @Nullable Instant lockedUntil,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public static UserView of(User user, @Nullable Instant lockedUntil) {
    return new UserView(
        user.name(),
        user.role().id(),
        user.enabled(),
        user.mustChangePassword(),
        user.passwordSetAt(),
        user.lastLoginAt(),
        lockedUntil,
        user.version(),
        user.createdAt(),
        user.updatedAt());
  }
}
