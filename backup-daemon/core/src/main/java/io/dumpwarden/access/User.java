package io.dumpwarden.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may use the admin server.
 *
 * @param enabled whether they may sign in
 * @param mustChangePassword whether nothing else may be done before
 * @param lastLoginAt null where there was none
 * @param version rises with each edit of role and state
 */
public record User(
    String id,
    String name,
    Role role,
    boolean enabled,
    boolean mustChangePassword,
    Instant passwordSetAt,
    @Nullable Instant lastLoginAt,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  boolean isEnabledAdmin() {
    return enabled && role == Role.ADMIN;
  }

  User withRole(Role wanted) {
    return new User(
        id,
        name,
        wanted,
        enabled,
        mustChangePassword,
        passwordSetAt,
        lastLoginAt,
        version,
        createdAt,
        updatedAt);
  }

  User withEnabled(boolean wanted) {
    return new User(
        id,
        name,
        role,
        wanted,
        mustChangePassword,
        passwordSetAt,
        lastLoginAt,
        version,
        createdAt,
        updatedAt);
  }
}
