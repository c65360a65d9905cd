package io.dumpwarden.admin.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.dumpwarden.admin.auth.Connection;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Caller;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws pages from templates that were compiled with the product. Safe for use by many threads. */
public final class Pages {

  private static final String MESSAGE_COOKIE = "message";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "io.dumpwarden.admin.template");
  private final InstantSource clock;

  public Pages(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Answers with a page, or, for htmx, with the part of it that the template draws.
   *
   * @param template its path below the templates' folder, {@code page/servers.jte}; it has the
   *     parameters {@code frame} and {@code model}
   */
  public void show(Context ctx, String template, Menu menu, String title, Object model) {
    part(ctx, template, frame(ctx, menu, title), model);
  }

  /** The same with a frame that was made by {@link #frame}. */
  public void part(Context ctx, String template, Frame frame, Object model) {
    StringOutput html = new StringOutput(8192);
    engine.render(template, Map.of("frame", frame, "model", model), html);
    ctx.html(html.toString());
  }

  public Frame frame(Context ctx, Menu menu, String title) {
    String theme = ctx.cookie("theme");
    return new Frame(
        title,
        menu,
        Caller.find(ctx).orElse(null),
        "dark".equals(theme) || "light".equals(theme) ? theme : "auto",
        zone(ctx.cookie("zone")),
        clock.instant(),
        message(ctx));
  }

  public Instant now() {
    return clock.instant();
  }

  /** Sends the browser on after a form was taken, with words for the next page. */
  public static void done(Context ctx, String to, String message) {
    Cookie cookie = new Cookie(MESSAGE_COOKIE, URLEncoder.encode(message, StandardCharsets.UTF_8));
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(Connection.of(ctx).secure());
    cookie.setSameSite(SameSite.STRICT);
    cookie.setMaxAge(60);
    ctx.cookie(cookie);
    if (ctx.header("HX-Request") != null) {
      ctx.header("HX-Redirect", to).status(204);
    } else {
      ctx.redirect(to, io.javalin.http.HttpStatus.SEE_OTHER);
    }
  }

  private static @Nullable String message(Context ctx) {
    String text = ctx.cookie(MESSAGE_COOKIE);
    if (text == null) {
      return null;
    }
    ctx.removeCookie(MESSAGE_COOKIE, "/");
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null
          ? ZoneOffset.UTC
          : ZoneId.of(URLDecoder.decode(name, StandardCharsets.UTF_8));
    } catch (DateTimeException | IllegalArgumentException e) {
      return ZoneOffset.UTC;
    }
  }
}
