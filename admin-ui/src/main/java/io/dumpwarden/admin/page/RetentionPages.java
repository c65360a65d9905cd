package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Objects;

/** Retention: the rules, what they leave out, what they would remove today, and doing so. */
public final class RetentionPages implements RouteGroup {

  private static final String LIST = "/retention";

  private final Pages pages;
  private final RetentionLists lists;
  private final RetentionWork work;
  private final RulePages rules;

  public RetentionPages(Pages pages, ScheduleSources sources) {
    this.pages = pages;
    this.lists = new RetentionLists(sources);
    this.work = new RetentionWork(sources);
    this.rules = new RulePages(pages, sources);
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(LIST, Access.VIEWER, this::list);
    routes.get("/retention/orphans", Access.VIEWER, this::orphans);
    routes.get("/retention/preview", Access.VIEWER, this::preview);
    routes.get("/retention/apply", Access.ADMIN, this::ask);
    routes.post("/retention/apply", Access.ADMIN, this::apply);
    rules.addTo(routes);
  }

  private void list(Context ctx) {
    show(
        ctx,
        "page/retention.jte",
        "Retention",
        lists.rules(param(ctx, "q").strip(), param(ctx, "storage"), param(ctx, "after")));
  }

  private void orphans(Context ctx) {
    String after = param(ctx, "after");
    int from = after.matches("\\d{1,8}") ? Integer.parseInt(after) : 0;
    show(ctx, "page/retention-orphans.jte", "Orphaned copies", lists.orphans(from));
  }

  private void preview(Context ctx) {
    String schedule = param(ctx, "schedule").strip();
    PlanPage page = schedule.isEmpty() ? work.unasked() : work.plan(schedule, param(ctx, "action"));
    show(ctx, "page/retention-preview.jte", "What would be deleted today", page);
  }

  private void ask(Context ctx) {
    String schedule = param(ctx, "schedule").strip();
    showApply(ctx, schedule.isEmpty() ? work.unchosen() : work.asked(schedule));
  }

  private void apply(Context ctx) {
    String schedule = sent(ctx, "schedule").strip();
    if (schedule.isEmpty()) {
      showApply(ctx.status(HttpStatus.UNPROCESSABLE_CONTENT), work.unchosen());
      return;
    }
    ApplyPage page = work.apply(schedule, sent(ctx, "plan"), Caller.of(ctx).actor());
    showApply(page.changed() ? ctx.status(HttpStatus.CONFLICT) : ctx, page);
  }

  private void showApply(Context ctx, ApplyPage page) {
    String title = page.done() == null ? "Apply retention now" : "Retention was applied";
    show(ctx, "page/retention-apply.jte", title, page);
  }

  private void show(Context ctx, String template, String title, Object model) {
    pages.show(ctx, template, Menu.RETENTION, title, model);
  }

  private static String param(Context ctx, String name) {
    return Objects.requireNonNullElse(ctx.queryParam(name), "");
  }

  private static String sent(Context ctx, String name) {
    return Objects.requireNonNullElse(ctx.formParam(name), "");
  }
}
