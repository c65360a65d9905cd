package io.dumpwarden.admin.page;

import io.dumpwarden.access.InvalidFieldsException;
import io.dumpwarden.access.Logins.Result;
import io.dumpwarden.access.SessionKeeper;
import io.dumpwarden.access.User;
import io.dumpwarden.access.UserEditor;
import io.dumpwarden.admin.auth.LoginProblems;
import io.dumpwarden.admin.auth.SignIn;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.Problem;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One's own account: password, and where one is signed in. */
public final class AccountPages implements RouteGroup {

  private static final String ACCOUNT = "/account";
  private static final String PASSWORD = "/account/password";

  private final Pages pages;
  private final SignIn signIn;
  private final SessionKeeper sessions;
  private final UserEditor users;

  public AccountPages(Pages pages, SignIn signIn, SessionKeeper sessions, UserEditor users) {
    this.pages = pages;
    this.signIn = signIn;
    this.sessions = sessions;
    this.users = users;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(ACCOUNT, Access.VIEWER, this::show);
    routes.get(PASSWORD, Access.SIGNED_IN, ctx -> askForPassword(ctx, null, Map.of()));
    routes.post(PASSWORD, Access.SIGNED_IN, this::changePassword);
    routes.post(ACCOUNT + "/sessions/end", Access.VIEWER, this::endOthers);
    routes.post(ACCOUNT + "/sessions/{id}/end", Access.VIEWER, this::end);
  }

  private void show(Context ctx) {
    User user = user(ctx);
    AccountPage model = new AccountPage(user, sessions.of(user.id()), Caller.of(ctx).session());
    pages.show(ctx, "page/account.jte", Menu.NONE, "Your account", model);
  }

  private void askForPassword(Context ctx, @Nullable String problem, Map<String, String> errors) {
    PasswordPage model = new PasswordPage(Caller.of(ctx).mustChangePassword(), problem, errors);
    pages.show(ctx, "page/password.jte", Menu.NONE, "Change password", model);
  }

  private void changePassword(Context ctx) {
    user(ctx);
    String wanted = field(ctx, "newPassword");
    if (!wanted.equals(field(ctx, "repeated"))) {
      ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
      askForPassword(ctx, null, Map.of("repeated", "is not the same as the new password"));
      return;
    }
    try {
      Secret current = Secret.of(field(ctx, "currentPassword"));
      answer(ctx, signIn.changePassword(ctx, current, Secret.of(wanted)));
    } catch (InvalidFieldsException e) {
      ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
      askForPassword(ctx, null, errors(e));
    }
  }

  private void answer(Context ctx, Result result) {
    if (result instanceof Result.Welcome) {
      Pages.done(ctx, "/", "Password changed; all other sessions have ended");
    } else if (result instanceof Result.Blocked blocked) {
      long seconds = LoginProblems.retryAfter(ctx, blocked, pages.now());
      ctx.status(HttpStatus.TOO_MANY_REQUESTS);
      askForPassword(
          ctx, "Too many failed attempts: try again in %d s.".formatted(seconds), Map.of());
    } else {
      ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
      askForPassword(ctx, null, Map.of("currentPassword", "is not right"));
    }
  }

  private void end(Context ctx) {
    user(ctx);
    if (!signIn.end(ctx, ctx.pathParam("id"))) {
      throw new DumpwardenException(ErrorCode.NOT_FOUND, "you have no such session");
    }
    Pages.done(ctx, ACCOUNT, "Session ended");
  }

  private void endOthers(Context ctx) {
    user(ctx);
    int ended = signIn.endOthers(ctx);
    Pages.done(ctx, ACCOUNT, ended == 1 ? "1 session ended" : ended + " sessions ended");
  }

  /** Whose account it is; tokens have none. */
  private User user(Context ctx) {
    Caller caller = Caller.of(ctx);
    if (caller.session() == null) {
      throw new DumpwardenException(ErrorCode.NOT_FOUND, "a token has no account");
    }
    return users.get(caller.name());
  }

  static Map<String, String> errors(InvalidFieldsException e) {
    return e.problems().stream()
        .collect(Collectors.toMap(Problem::field, Problem::message, (one, other) -> one));
  }

  private static String field(Context ctx, String name) {
    return Objects.requireNonNullElse(ctx.formParam(name), "");
  }
}
