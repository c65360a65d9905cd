package io.dumpwarden.admin.auth;

import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.error.DumpwardenException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before every route: who calls, may they, and was the form ours. */
public final class Gate {

  /** The header, and the form's field, that bring a session's form token back. */
  public static final String FORM_TOKEN_HEADER = "X-CSRF-Token";

  public static final String FORM_TOKEN_FIELD = "_csrf";

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Callers callers;

  public Gate(Callers callers) {
    this.callers = callers;
  }

  public void addTo(RoutesConfig routes) {
    routes.beforeMatched(this::check);
  }

  /**
   * Finds out who calls where no route did, so that an error can be shown in their frame; leaves it
   * where that cannot be found out.
   */
  public void recognise(Context ctx) {
    if (Caller.find(ctx).isEmpty()) {
      try {
        callers.prove(ctx).ifPresent(caller -> caller.bindTo(ctx));
      } catch (DumpwardenException e) {
        LOG.debug("nobody knows who calls: {}", e.getMessage());
      }
    }
  }

  private void check(Context ctx) {
    refuseParts(ctx);
    Access access = accessOf(ctx);
    if (!SAFE.contains(ctx.method().name())) {
      requireOurSite(ctx);
    }
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
      throw refused(access, caller);
    }
  }

  /** Nothing here takes files, and their parts would be written to disk before anybody is asked. */
  private static void refuseParts(Context ctx) {
    String type = ctx.contentType();
    if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      throw new ProblemException(
          Problem.of(
                  HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(), "bodies in parts are not taken here")
              .because("unsupported-media-type", "send JSON, or a form that is urlencoded"));
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
    if (sent == null || !isSame(sent, caller.formToken())) {
      throw new ProblemException(
          Problem.of(HttpStatus.FORBIDDEN.getCode(), "the form is not one of this session's")
              .because("form-expired", "reload the page and try again"));
    }
  }

  /**
   * Also where there is no session yet: another site must not sign people in, either. Programs send
   * neither header; no browser leaves both out of a post.
   */
  private static void requireOurSite(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    String origin = ctx.header("Origin");
    boolean ours =
        site == null
            ? origin == null || isOurs(origin, Connection.of(ctx))
            : site.equals("same-origin") || site.equals("none");
    if (!ours) {
      throw new ProblemException(
          Problem.of(HttpStatus.FORBIDDEN.getCode(), "the request was made by another site")
              .because("foreign-site", "open the page here and try again"));
    }
  }

  private static boolean isOurs(String origin, Connection connection) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(connection.host());
  }

  private static boolean isForm(Context ctx) {
    String type = ctx.contentType();
    return type != null && type.startsWith("application/x-www-form-urlencoded");
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isPage(Context ctx) {
    return !ctx.path().startsWith("/api/");
  }

  private static ProblemException refused(Access access, Caller caller) {
    return new ProblemException(
        Problem.of(
                HttpStatus.FORBIDDEN.getCode(),
                "this needs the role %s, and %s is %s"
                    .formatted(
                        access.name().toLowerCase(Locale.ROOT), caller.name(), caller.role().id()))
            .because("role-missing", "ask an admin"));
  }
}
