package io.dumpwarden.admin.api;

import io.dumpwarden.access.Logins.Result;
import io.dumpwarden.admin.auth.LoginProblems;
import io.dumpwarden.admin.auth.SignIn;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.BodyFields;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.storage.Secret;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** {@code session}: signing in and out, and who one is. */
public final class SessionApi implements RouteGroup {

  private static final String PATH = "/api/v1/session";

  /**
   * Who calls.
   *
   * @param id the session's; null for a token
   * @param csrfToken what every change sends back as X-CSRF-Token; null for a token
   */
  public record SessionView(Who user, @Nullable String id, @Nullable String csrfToken) {

    static SessionView of(Caller caller) {
      return new SessionView(
          new Who(caller.name(), caller.role().id(), caller.mustChangePassword()),
          caller.session(),
          caller.session() == null ? null : caller.formToken());
    }

    static SessionView of(Result.Welcome welcome) {
      var user = welcome.opened().user();
      return new SessionView(
          new Who(user.name(), user.role().id(), user.mustChangePassword()),
          welcome.opened().session().id(),
          SignIn.formToken(welcome));
    }
  }

  /** A user, or a token, as itself sees it. */
  public record Who(String name, String role, boolean mustChangePassword) {}

  private final SignIn signIn;
  private final InstantSource clock;

  public SessionApi(SignIn signIn, InstantSource clock) {
    this.signIn = signIn;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.post(PATH, Access.OPEN, this::login);
    routes.get(PATH, Access.SIGNED_IN, ctx -> ctx.json(SessionView.of(Caller.of(ctx))));
    routes.delete(PATH, Access.SIGNED_IN, this::logout);
    routes.put(PATH + "/password", Access.SIGNED_IN, this::changePassword);
  }

  private void login(Context ctx) {
    BodyFields body = new BodyFields(ctx);
    String name = body.required("name");
    Secret password = Secret.of(body.required("password"));
    body.end("the login");
    answer(ctx, signIn.login(ctx, name, password));
  }

  private void logout(Context ctx) {
    signIn.logout(ctx);
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private void changePassword(Context ctx) {
    if (Caller.of(ctx).session() == null) {
      throw new ProblemException(
          Problem.of(HttpStatus.CONFLICT.getCode(), "a token has no password")
              .because("session-needed", "sign in as a user"));
    }
    BodyFields body = new BodyFields(ctx);
    Secret current = Secret.of(body.required("currentPassword"));
    Secret wanted = Secret.of(body.required("newPassword"));
    body.end("the password");
    answer(ctx, signIn.changePassword(ctx, current, wanted));
  }

  private void answer(Context ctx, Result result) {
    if (result instanceof Result.Welcome welcome) {
      ctx.json(SessionView.of(welcome));
      return;
    }
    throw LoginProblems.of(ctx, result, clock.instant());
  }
}
