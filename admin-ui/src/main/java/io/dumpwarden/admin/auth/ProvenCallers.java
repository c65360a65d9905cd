package io.dumpwarden.admin.auth;

import io.dumpwarden.access.ApiToken;
import io.dumpwarden.access.SessionKeeper;
import io.dumpwarden.access.Sessions;
import io.dumpwarden.access.TokenEditor;
import io.dumpwarden.access.User;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.storage.Secret;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;

/**
 * Callers by the session's cookie or a token. Where a token is sent it alone counts: a program that
 * sends a wrong one is not to pass by a cookie that happens to be there.
 */
public final class ProvenCallers implements Callers {

  private static final String BEARER = "Bearer ";

  private final SessionKeeper sessions;
  private final TokenEditor tokens;

  public ProvenCallers(SessionKeeper sessions, TokenEditor tokens) {
    this.sessions = sessions;
    this.tokens = tokens;
  }

  @Override
  public Optional<Caller> prove(Context ctx) {
    return prove(ctx, sessions::find);
  }

  @Override
  public Optional<Caller> proveAgain(Context ctx) {
    return prove(ctx, sessions::stillOpen);
  }

  private Optional<Caller> prove(Context ctx, Function<Secret, Optional<Sessions.Open>> find) {
    String header = ctx.header("Authorization");
    if (header == null) {
      return SessionCookie.read(ctx)
          .flatMap(cookie -> find.apply(cookie).map(open -> caller(ctx, cookie, open)));
    }
    boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return bearer
        ? tokens
            .prove(Secret.of(header.substring(BEARER.length()).strip()))
            .map(token -> caller(ctx, token))
        : Optional.empty();
  }

  private static Caller caller(Context ctx, Secret cookie, Sessions.Open open) {
    User user = open.user();
    return new Caller(
        user.name(),
        user.role(),
        "ui",
        Connection.of(ctx).address(),
        open.session().id(),
        SessionKeeper.formToken(cookie),
        user.mustChangePassword());
  }

  private static Caller caller(Context ctx, ApiToken token) {
    return new Caller(
        "token " + token.name(),
        token.role(),
        "api",
        Connection.of(ctx).address(),
        null,
        "",
        false);
  }
}
