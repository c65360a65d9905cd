package io.dumpwarden.admin.page;

import io.dumpwarden.access.Logins.Result;
import io.dumpwarden.admin.auth.Callers;
import io.dumpwarden.admin.auth.LocalPath;
import io.dumpwarden.admin.auth.LoginProblems;
import io.dumpwarden.admin.auth.SignIn;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.view.Ages;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In and out. */
public final class LoginPages implements RouteGroup {

  private final Pages pages;
  private final Callers callers;
  private final SignIn signIn;
  private final InstantSource clock;

  public LoginPages(Pages pages, Callers callers, SignIn signIn, InstantSource clock) {
    this.pages = pages;
    this.callers = callers;
    this.signIn = signIn;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/login", Access.OPEN, this::ask);
    routes.post("/login", Access.OPEN, this::login);
    routes.post("/logout", Access.SIGNED_IN, this::logout);
  }

  private void ask(Context ctx) {
    String next = LocalPath.of(ctx.queryParam("next"));
    if (callers.prove(ctx).isPresent()) {
      ctx.redirect(next, HttpStatus.SEE_OTHER);
    } else {
      show(ctx, new LoginPage(next, "", null));
    }
  }

  private void login(Context ctx) {
    String next = LocalPath.of(ctx.formParam("next"));
    String name = text(ctx.formParam("name"));
    Result result = signIn.login(ctx, name, Secret.of(text(ctx.formParam("password"))));
    if (result instanceof Result.Welcome) {
      ctx.redirect(next, HttpStatus.SEE_OTHER);
    } else if (result instanceof Result.Blocked blocked) {
      LoginProblems.retryAfter(ctx, blocked, clock.instant());
      ctx.status(HttpStatus.TOO_MANY_REQUESTS);
      show(ctx, new LoginPage(next, name, blocked(blocked.until())));
    } else {
      ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
      show(ctx, new LoginPage(next, name, "Name or password is wrong."));
    }
  }

  private void logout(Context ctx) {
    signIn.logout(ctx);
    Pages.done(ctx, "/login", "Signed out");
  }

  private String blocked(Instant until) {
    return "Too many failed logins: try again %s.".formatted(Ages.age(until, clock.instant()));
  }

  private void show(Context ctx, LoginPage model) {
    pages.show(ctx, "page/login.jte", Menu.NONE, "Sign in", model);
  }

  private static String text(@Nullable String given) {
    return Objects.requireNonNullElse(given, "");
  }
}
