package io.dumpwarden.admin.auth;

import io.dumpwarden.storage.Secret;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;

/**
 * The cookie that proves a session. Over TLS its name makes browsers refuse one that was set for
 * other hosts, by other hosts or without TLS.
 */
final class SessionCookie {

  private static final String PLAIN = "dumpwarden_session";
  private static final String SECURE = "__Host-" + PLAIN;
  private static final int LONGEST = 200;

  private SessionCookie() {}

  static Optional<Secret> read(Context ctx) {
    String text = ctx.cookie(name(ctx));
    return text == null || text.isEmpty() || text.length() > LONGEST
        ? Optional.empty()
        : Optional.of(Secret.of(text));
  }

  /** It ends with the browser, and the session by its own limits. */
  static void set(Context ctx, Secret value) {
    ctx.cookie(cookie(ctx, value.reveal()));
  }

  static void remove(Context ctx) {
    Cookie cookie = cookie(ctx, "");
    cookie.setMaxAge(0);
    ctx.cookie(cookie);
  }

  private static Cookie cookie(Context ctx, String value) {
    Cookie cookie = new Cookie(name(ctx), value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(Connection.of(ctx).secure());
    // not strict: people come by links in alerts
    cookie.setSameSite(SameSite.LAX);
    return cookie;
  }

  private static String name(Context ctx) {
    return Connection.of(ctx).secure() ? SECURE : PLAIN;
  }
}
