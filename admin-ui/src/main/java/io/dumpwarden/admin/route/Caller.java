package io.dumpwarden.admin.route;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.Role;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, proven by a session or a token.
 *
 * @param name the user's name; for a token, {@code token NAME}
 * @param channel {@code ui} for a session, {@code api} for a token
 * @param address the caller's address, behind proxies as far as those are trusted
 * @param session the session's public id; null for a token
 * @param formToken what every form and script must send back; empty for a token
 * @param mustChangePassword whether nothing else may be done before
 */
public record Caller(
    String name,
    Role role,
    String channel,
    String address,
    @Nullable String session,
    String formToken,
    boolean mustChangePassword) {

  private static final String ATTRIBUTE = "caller";

  /** The caller of a route that is not {@link Access#OPEN}. */
  public static Caller of(Context ctx) {
    return find(ctx).orElseThrow(() -> new IllegalStateException("the route is open"));
  }

  /** The caller, if any is known. */
  public static Optional<Caller> find(Context ctx) {
    return Optional.ofNullable(ctx.attribute(ATTRIBUTE));
  }

  /** For those who prove callers. */
  public void bindTo(Context ctx) {
    ctx.attribute(ATTRIBUTE, this);
  }

  /** The caller as audits name it. */
  public Actor actor() {
    return new Actor(name, channel, address);
  }

  /** How runs and restores say who asked for them. */
  public String requestedBy() {
    return "%s (%s)".formatted(name, channel);
  }

  public boolean may(Role needed) {
    return role.includes(needed);
  }
}
