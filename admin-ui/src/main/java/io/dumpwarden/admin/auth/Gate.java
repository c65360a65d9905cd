package io.dumpwarden.admin.auth;

import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

/** Stands before every route: who calls, may they, and was the form ours. */
public final class Gate {

  /** The header, and the form's field, that bring a session's form token back. */
  public static final String FORM_TOKEN_HEADER = "X-CSRF-Token";

  public static final String FORM_TOKEN_FIELD = "_csrf";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Callers callers;

  public Gate(Callers callers) {
    this.callers = callers;
  }

  public void addTo(RoutesConfig routes) {
    routes.beforeMatched(this::check);
  }

  private void check(Context ctx) {
    Access access = accessOf(ctx);
    if (access == Access.OPEN) {
      return;
    }
    Caller caller = callers.prove(ctx).orElse(null);
    if (caller == null) {
      askToSignIn(ctx);
      return;
    }
    caller.bindTo(ctx);
    if (!SAFE.contains(ctx.method().name())) {
      requireOurForm(ctx, caller);
    }
    if (caller.mustChangePassword() && access != Access.SIGNED_IN) {
      askForNewPassword(ctx);
    } else if (!access.allows(caller.role())) {
      throw refused("this needs the role %s, and %s is %s", access, caller);
    }
  }

  /** A route without a rule is answered to nobody. */
  private static Access accessOf(Context ctx) {
    if (ctx.routeRoles().isEmpty() && ctx.method() == HandlerType.HEAD) {
      // Javalin would answer it for any GET, without asking the route anything
      throw new MethodNotAllowedResponse("", Map.of("availableMethods", "GET"));
    }
    return ctx.routeRoles().stream()
        .filter(Access.class::isInstance)
        .map(Access.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no rule for " + ctx.path()));
  }

  private static void askToSignIn(Context ctx) {
    if (isPage(ctx) && SAFE.contains(ctx.method().name())) {
      String query = ctx.queryString();
      String wanted = query == null ? ctx.path() : ctx.path() + "?" + query;
      leave(ctx, "/login?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
      return;
    }
    ctx.header("WWW-Authenticate", "Bearer");
    throw new ProblemException(
        Problem.of(HttpStatus.UNAUTHORIZED.getCode(), "no session and no token proves who calls")
            .because("signed-out", "sign in, or send a token as Authorization: Bearer TOKEN"));
  }

  private static void askForNewPassword(Context ctx) {
    if (isPage(ctx) && SAFE.contains(ctx.method().name())) {
      leave(ctx, "/account/password");
      return;
    }
    throw new ProblemException(
        Problem.of(HttpStatus.FORBIDDEN.getCode(), "the password has to be changed first")
            .because("password-expired", "sign in by the web interface and change it"));
  }

  /** A page that htmx asks for a part of is left as a whole. */
  private static void leave(Context ctx, String to) {
    if (ctx.header("HX-Request") != null) {
      ctx.header("HX-Redirect", to).status(HttpStatus.NO_CONTENT);
    } else {
      ctx.redirect(to, HttpStatus.SEE_OTHER);
    }
    ctx.skipRemainingHandlers();
  }

  private static void requireOurForm(Context ctx, Caller caller) {
    if (caller.session() == null) {
      return;
    }
    String sent = ctx.header(FORM_TOKEN_HEADER);
    if (sent == null && isForm(ctx)) {
      sent = ctx.formParam(FORM_TOKEN_FIELD);
    }
    String site = ctx.header("Sec-Fetch-Site");
    boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
    if (sent == null || foreign || !isSame(sent, caller.formToken())) {
      throw new ProblemException(
          Problem.of(HttpStatus.FORBIDDEN.getCode(), "the form is not one of this session's")
              .because("form-expired", "reload the page and try again"));
    }
  }

  private static boolean isForm(Context ctx) {
    String type = ctx.contentType();
    return type != null
        && (type.startsWith("application/x-www-form-urlencoded")
            || type.startsWith("multipart/form-data"));
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isPage(Context ctx) {
    return !ctx.path().startsWith("/api/");
  }

  private static ProblemException refused(String words, Access access, Caller caller) {
    return new ProblemException(
        Problem.of(
                HttpStatus.FORBIDDEN.getCode(),
                words.formatted(
                    access.name().toLowerCase(java.util.Locale.ROOT),
                    caller.name(),
                    caller.role().id()))
            .because("role-missing", "ask an admin"));
  }
}
