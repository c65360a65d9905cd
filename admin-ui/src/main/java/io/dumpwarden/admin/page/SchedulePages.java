package io.dumpwarden.admin.page;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.page.SchedulesPage.Filter;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.SettingsParser;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.view.Findings;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Schedules: the list, one of them, whether it fires, its removal. */
public final class SchedulePages implements RouteGroup {

  private static final String LIST = "/schedules";

  private final Pages pages;
  private final ScheduleSources sources;
  private final ScheduleList list;
  private final ScheduleView view;

  public SchedulePages(Pages pages, ScheduleSources sources) {
    this.pages = pages;
    this.sources = sources;
    this.list = new ScheduleList(sources);
    this.view = new ScheduleView(sources);
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(LIST, Access.VIEWER, this::list);
    routes.get("/schedules-pause", Access.ADMIN, this::askToPauseAll);
    routes.post("/schedules/paused", Access.ADMIN, this::pauseAll);
    routes.get("/schedules/{name}", Access.VIEWER, ctx -> show(ctx, row(ctx), null));
    routes.get("/schedules/{name}/runs", Access.VIEWER, this::lastRuns);
    routes.post("/schedules/{name}/test", Access.OPERATOR, this::test);
    routes.post("/schedules/{name}/enabled", Access.ADMIN, this::enable);
    routes.get("/schedules/{name}/remove", Access.ADMIN, this::askToRemove);
    routes.post("/schedules/{name}/remove", Access.ADMIN, this::remove);
    new RunNowPages(pages, sources).addTo(routes);
  }

  private void list(Context ctx) {
    Filter filter =
        new Filter(
            param(ctx, "q").strip(),
            param(ctx, "state"),
            param(ctx, "type"),
            param(ctx, "server"),
            param(ctx, "after"));
    pages.show(ctx, "page/schedules.jte", Menu.SCHEDULES, "Schedules", list.of(filter));
  }

  private static String param(Context ctx, String name) {
    return Objects.requireNonNullElse(ctx.queryParam(name), "");
  }

  private void show(Context ctx, ConfigRow row, @Nullable Findings findings) {
    pages.show(ctx, "page/schedule.jte", Menu.SCHEDULES, row.key(), view.of(row, findings));
  }

  private void lastRuns(Context ctx) {
    pages.show(ctx, LastRuns.TEMPLATE, Menu.SCHEDULES, "Last runs", view.runs(row(ctx).key()));
  }

  private void test(Context ctx) {
    ConfigRow row = row(ctx);
    RowEditing editing = new RowEditing(RowForms.SCHEDULE, sources.rows(), sources.editor());
    show(ctx, row, Tests.run(editing, () -> sources.checks().test(ConfigKind.SCHEDULE, row.key())));
  }

  private void enable(Context ctx) {
    ConfigRow row = row(ctx);
    boolean on = "true".equals(ctx.formParam("enabled"));
    sources
        .editor()
        .edit(
            ConfigKind.SCHEDULE,
            row.key(),
            OptionalLong.empty(),
            RowChanges.of(Map.of("enabled", Boolean.toString(on))),
            Caller.of(ctx).actor());
    Pages.done(
        ctx,
        "list".equals(ctx.formParam("_back")) ? LIST : Links.of(LIST, row.key()),
        on
            ? "Schedule %s fires again".formatted(row.key())
            : "Schedule %s is disabled: it does not fire".formatted(row.key()));
  }

  private void askToPauseAll(Context ctx) {
    long firing =
        sources.snapshot().runnable().stream().filter(each -> each.firing().isPresent()).count();
    ConfirmPage model =
        new ConfirmPage(
            "Pause all schedules?",
            List.of(
                "%s on any node until they are resumed: nothing is backed up by itself."
                    .formatted(
                        firing == 1
                            ? "1 schedule no longer fires"
                            : firing + " schedules no longer fire"),
                "Runs that are going end as usual, and what people start still runs.",
                "What would have fired meanwhile is not made up for."),
            LIST + "/paused",
            Map.of("paused", "true"),
            "Pause all",
            LIST);
    pages.show(ctx, ConfirmPage.TEMPLATE, Menu.SCHEDULES, model.question(), model);
  }

  /** One setting, so that each schedule keeps what it says itself. */
  private void pauseAll(Context ctx) {
    boolean paused = "true".equals(ctx.formParam("paused"));
    RowChanges value =
        RowChanges.of(Map.of("name", SettingsParser.PAUSED, "value", Boolean.toString(paused)));
    boolean there = sources.rows().find(ConfigKind.SETTING, SettingsParser.PAUSED).isPresent();
    Actor actor = Caller.of(ctx).actor();
    if (paused && !there) {
      sources.editor().add(ConfigKind.SETTING, value, actor);
    } else if (paused) {
      sources
          .editor()
          .edit(ConfigKind.SETTING, SettingsParser.PAUSED, OptionalLong.empty(), value, actor);
    } else if (there) {
      sources.editor().remove(ConfigKind.SETTING, SettingsParser.PAUSED, actor);
    }
    Pages.done(
        ctx,
        LIST,
        paused
            ? "All schedules are paused: none fires until they are resumed"
            : "Schedules fire again");
  }

  private void askToRemove(Context ctx) {
    pages.show(
        ctx,
        Removal.TEMPLATE,
        Menu.SCHEDULES,
        "Remove " + ctx.pathParam("name"),
        removal(row(ctx)));
  }

  private Removal.Page removal(ConfigRow row) {
    String at = Links.of(LIST, row.key());
    List<String> rules =
        sources.rows().list(ConfigKind.RETENTION_RULE).stream()
            .filter(rule -> row.key().equals(rule.fields().get("schedule")))
            .map(rule -> "" + rule.fields().get("storage"))
            .toList();
    int series = sources.backups().seriesOf(row.key()).size();
    return new Removal.Page(
        "schedule",
        row.key(),
        at + "/remove",
        at,
        List.of(
            "It no longer fires; a run that is going ends as usual.",
            rules.isEmpty()
                ? "It has no retention rules."
                : "Its retention rules go with it: %s.".formatted(String.join(", ", rules))),
        List.of(
            series == 0
                ? "Nothing of it is stored."
                : "All that it stored stays, in %s: the copies become orphaned, and nothing removes them until they are given a rule."
                    .formatted(series == 1 ? "1 series" : Words.number(series) + " series"),
            "Its runs and backups stay in the history, under its name."),
        List.of());
  }

  private void remove(Context ctx) {
    ConfigRow row = row(ctx);
    sources.editor().remove(ConfigKind.SCHEDULE, row.key(), Caller.of(ctx).actor());
    Pages.done(ctx, LIST, "Schedule %s removed; what it stored stays".formatted(row.key()));
  }

  private ConfigRow row(Context ctx) {
    return sources.row(ctx.pathParam("name"));
  }
}
