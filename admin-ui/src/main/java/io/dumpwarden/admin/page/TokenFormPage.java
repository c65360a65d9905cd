package io.dumpwarden.admin.page;

import io.dumpwarden.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A token to be made.
 *
 * @param days how long it is to hold; empty for ever
 */
public record TokenFormPage(String name, String role, String days, Map<String, String> errors) {

  public List<String> roles() {
    return Arrays.stream(Role.values()).map(Role::id).toList();
  }
}
