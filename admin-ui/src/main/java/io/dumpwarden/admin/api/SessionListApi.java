package io.dumpwarden.admin.api;

import io.dumpwarden.access.Session;
import io.dumpwarden.access.SessionKeeper;
import io.dumpwarden.access.UserEditor;
import io.dumpwarden.admin.auth.SignIn;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;

/** {@code sessions}: where one is signed in. */
public final class SessionListApi implements RouteGroup {

  private static final String PATH = "/api/v1/sessions";

  /**
   * A session of the caller's.
   *
   * @param current whether it is the one that asks
   */
  public record OwnSession(
      String id,
      String address,
      String userAgent,
      Instant createdAt,
      Instant lastSeenAt,
      Instant expiresAt,
      boolean current) {

    static OwnSession of(Session session, Caller caller) {
      return new OwnSession(
          session.id(),
          session.address(),
          session.userAgent(),
          session.createdAt(),
          session.lastSeenAt(),
          session.expiresAt(),
          session.id().equals(caller.session()));
    }
  }

  private final SessionKeeper sessions;
  private final UserEditor users;
  private final SignIn signIn;

  public SessionListApi(SessionKeeper sessions, UserEditor users, SignIn signIn) {
    this.sessions = sessions;
    this.users = users;
    this.signIn = signIn;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(PATH, Access.VIEWER, this::list);
    routes.delete(PATH + "/{id}", Access.VIEWER, this::end);
  }

  private void list(Context ctx) {
    new QueryFields(ctx).end();
    Caller caller = Caller.of(ctx);
    // a token has none
    List<OwnSession> own =
        caller.session() == null
            ? List.of()
            : sessions.of(users.get(caller.name()).id()).stream()
                .map(session -> OwnSession.of(session, caller))
                .toList();
    ctx.json(own);
  }

  private void end(Context ctx) {
    Caller caller = Caller.of(ctx);
    if (caller.session() == null || !signIn.end(ctx, ctx.pathParam("id"))) {
      throw new DumpwardenException(ErrorCode.NOT_FOUND, "you have no such session");
    }
    ctx.status(HttpStatus.NO_CONTENT);
  }
}
