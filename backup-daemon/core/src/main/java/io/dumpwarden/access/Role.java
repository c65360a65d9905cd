package io.dumpwarden.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each role may do all that those before it may. */
public enum Role {
  /** Looks. */
  VIEWER,
  /** Runs, verifies, drills, downloads as stored, restores into servers that are not protected. */
  OPERATOR,
  /** Everything. */
  ADMIN;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it may do what the other may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** The one of that id; empty where there is none. */
  public static Optional<Role> of(String id) {
    return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
  }
}
