package io.dumpwarden.admin.page;

import io.dumpwarden.access.Role;
import io.dumpwarden.access.User;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user to be added or changed.
 *
 * @param user as it is; null for a new one
 * @param lockedUntil null where the user is not locked out
 * @param problem why it was not saved, where that is about no field
 */
public record UserFormPage(
    @Nullable User user,
    @Nullable Instant lockedUntil,
    Values values,
    @Nullable String problem,
    Map<String, String> errors) {

  /** What the form says. */
  public record Values(String name, String role, boolean enabled, boolean mustChangePassword) {

    static Values of(User user) {
      return new Values(user.name(), user.role().id(), user.enabled(), user.mustChangePassword());
    }
  }

  public List<String> roles() {
    return Arrays.stream(Role.values()).map(Role::id).toList();
  }
}
