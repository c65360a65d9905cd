package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Problem;
import io.javalin.http.Context;

/** Problems for people: a page, or, for htmx, a banner. */
public final class ErrorPage {

  private final Pages pages;

  public ErrorPage(Pages pages) {
    this.pages = pages;
  }

  /** Whether whoever asks reads pages rather than JSON. */
  public static boolean isFor(Context ctx) {
    String accept = ctx.header("Accept");
    return !ctx.path().startsWith("/api/")
        && !ctx.path().startsWith("/health/")
        && accept != null
        && (accept.contains("text/html") || ctx.header("HX-Request") != null);
  }

  public void answer(Context ctx, Problem problem) {
    ctx.status(problem.status());
    String template =
        ctx.header("HX-Request") == null ? "page/problem.jte" : "tag/problem-banner.jte";
    pages.show(ctx, template, Menu.NONE, problem.title(), problem);
  }
}
