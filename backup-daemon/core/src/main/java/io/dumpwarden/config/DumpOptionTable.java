package io.dumpwarden.config;

import java.util.Set;

/** The dump options that may be set, and the values they take: all others are refused. */
public final class DumpOptionTable {

  private static final Set<String> ALLOWED = Set.of("max-allowed-packet", "net-buffer-length");

  private DumpOptionTable() {}

  /**
   * The value as the option takes it.
   *
   * @throws IllegalArgumentException where the option is not allowed or the value does not fit
   */
  static String check(String name, String value) {
    if (!ALLOWED.contains(name)) {
      throw new IllegalArgumentException(
          "'%s' is not a dump option that may be set".formatted(name));
    }
    return value;
  }
}
