package io.dumpwarden.admin.page;

import io.dumpwarden.access.ApiToken;
import io.dumpwarden.access.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Users and tokens.
 *
 * @param lockedUntil by name, those who are locked out
 */
public record UsersPage(
    List<User> users, Map<String, Instant> lockedUntil, List<ApiToken> tokens, Instant now) {

  public boolean isExpired(ApiToken token) {
    return token.isExpired(now);
  }
}
