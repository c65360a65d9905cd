package io.dumpwarden.admin.auth;

import io.dumpwarden.access.Logins;
import io.dumpwarden.access.Logins.Result;
import io.dumpwarden.access.OwnPassword;
import io.dumpwarden.access.SessionKeeper;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.storage.Secret;
import io.javalin.http.Context;

/** Signing in and out over HTTP: the session's cookie comes and goes. */
public final class SignIn {

  private final Logins logins;
  private final OwnPassword ownPassword;

  public SignIn(Logins logins, OwnPassword ownPassword) {
    this.logins = logins;
    this.ownPassword = ownPassword;
  }

  public Result login(Context ctx, String name, Secret password) {
    return keeping(ctx, logins.login(name, password, Connection.of(ctx).visitor(ctx)));
  }

  /** Changes the caller's own password; all their sessions end, and a new one begins here. */
  public Result changePassword(Context ctx, Secret current, Secret wanted) {
    return keeping(
        ctx,
        ownPassword.change(
            Caller.of(ctx).name(), current, wanted, Connection.of(ctx).visitor(ctx)));
  }

  public void logout(Context ctx) {
    Caller caller = Caller.of(ctx);
    if (caller.session() != null) {
      logins.logout(caller.name(), caller.session(), caller.actor());
    }
    SessionCookie.remove(ctx);
  }

  /** Ends one of the caller's sessions; answers whether there was such a one. */
  public boolean end(Context ctx, String session) {
    Caller caller = Caller.of(ctx);
    return logins.logout(caller.name(), session, caller.actor());
  }

  /** Ends the caller's other sessions; answers how many. */
  public int endOthers(Context ctx) {
    Caller caller = Caller.of(ctx);
    return logins.logoutElsewhere(caller.name(), caller.session(), caller.actor());
  }

  /** What forms of a session that was just opened send back. */
  public static String formToken(Result.Welcome welcome) {
    return SessionKeeper.formToken(welcome.opened().cookie());
  }

  private static Result keeping(Context ctx, Result result) {
    if (result instanceof Result.Welcome welcome) {
      SessionCookie.set(ctx, welcome.opened().cookie());
    }
    return result;
  }
}
