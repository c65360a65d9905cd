package io.dumpwarden.admin.route;

import io.dumpwarden.access.Role;
import io.javalin.security.RouteRole;

/** Who may call a route. Every route has exactly one of these; there is no default. */
public enum Access implements RouteRole {
  /** Everybody, without a login. */
  OPEN,
  /** Everybody who is logged in, also while the first thing to do is a new password. */
  SIGNED_IN,
  VIEWER,
  OPERATOR,
  ADMIN;

  /** Whether a caller of that role, whose password is in order, may call it. */
  public boolean allows(Role role) {
    return switch (this) {
      case OPEN, SIGNED_IN, VIEWER -> true;
      case OPERATOR -> role.includes(Role.OPERATOR);
      case ADMIN -> role.includes(Role.ADMIN);
    };
  }
}
