package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The editor of schedules: what stands in it is looked at while somebody types, and saved together
 * with the rules for each storage.
 */
public final class ScheduleEditorPages implements RouteGroup {

  private static final String NEW = "/schedules/new";

  /** What an address may put into a new schedule's editor. */
  private static final List<String> PRESETS =
      List.of("name", "type", "servers", "databases", "storage");

  /** Pressed where no script runs: shows the editor again with all that is told while typing. */
  private static final String LOOK = "_look";

  private final Pages pages;
  private final ScheduleSources sources;
  private final ScheduleEditing editing;

  public ScheduleEditorPages(Pages pages, ScheduleSources sources) {
    this.pages = pages;
    this.sources = sources;
    this.editing = new ScheduleEditing(sources);
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(NEW, Access.ADMIN, this::fresh);
    routes.post(NEW, Access.ADMIN, ctx -> save(ctx, null));
    routes.get("/schedules/{name}/edit", Access.ADMIN, this::edit);
    routes.post("/schedules/{name}/edit", Access.ADMIN, ctx -> save(ctx, row(ctx)));
    routes.post("/schedules/look/cron", Access.ADMIN, this::cron);
    routes.post("/schedules/look/servers", Access.ADMIN, this::servers);
    routes.post("/schedules/look/databases", Access.ADMIN, this::databases);
    routes.post("/schedules/look/selection", Access.ADMIN, this::selection);
    routes.post("/schedules/look/retention", Access.ADMIN, this::retention);
  }

  private void fresh(Context ctx) {
    Map<String, String> preset = new LinkedHashMap<>();
    for (String name : PRESETS) {
      String text = ctx.queryParam(name);
      if (text != null && !text.isBlank()) {
        preset.put(name, text);
      }
    }
    if (preset.containsKey("databases")) {
      preset.put("mode", "filter");
    }
    show(ctx, editing.blank(preset));
  }

  private void edit(Context ctx) {
    show(ctx, editing.of(row(ctx)));
  }

  private void save(Context ctx, @Nullable ConfigRow row) {
    PostedSchedule posted = PostedSchedule.of(ctx);
    if (ctx.formParam(LOOK) != null) {
      show(ctx, editing.again(posted, row, true));
      return;
    }
    try {
      ConfigRow saved = editing.save(posted, row, Caller.of(ctx).actor());
      Pages.done(
          ctx,
          Links.of("/schedules", saved.key()),
          "Schedule %s %s".formatted(saved.key(), row == null ? "added" : "saved"));
    } catch (InvalidConfigException e) {
      show(ctx.status(422), editing.again(posted, row, false).with(ScheduleEditing.errors(e)));
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.CONFIG_CONFLICT || row == null) {
        throw e;
      }
      show(ctx.status(409), editing.overtaken(posted, row(ctx)));
    }
  }

  private void cron(Context ctx) {
    PostedSchedule posted = PostedSchedule.of(ctx);
    String zone = posted.value("zone");
    part(
        ctx,
        "page/schedule-cron.jte",
        CronLook.of(
            posted.value("cron"),
            zone.isBlank() ? "UTC" : zone,
            posted.rhythm().kind().equals("manual"),
            sources.clock().instant()));
  }

  private void servers(Context ctx) {
    part(ctx, "page/schedule-servers.jte", editing.servers(PostedSchedule.of(ctx)));
  }

  private void databases(Context ctx) {
    PostedSchedule posted = PostedSchedule.of(ctx);
    part(
        ctx,
        "page/schedule-databases.jte",
        new PickedDatabases(editing.databases(posted), posted.picked()));
  }

  private void selection(Context ctx) {
    part(ctx, "page/schedule-selection.jte", editing.databases(PostedSchedule.of(ctx)));
  }

  private void retention(Context ctx) {
    String name = ctx.formParam("_schedule");
    ConfigRow row =
        name == null ? null : sources.rows().find(ConfigKind.SCHEDULE, name).orElse(null);
    ScheduleEditorPage page = editing.again(PostedSchedule.of(ctx), row, true);
    part(ctx, "page/retention-look.jte", Objects.requireNonNull(page.preview()));
  }

  private void show(Context ctx, ScheduleEditorPage page) {
    String name = page.form().name();
    pages.show(
        ctx,
        "page/schedule-editor.jte",
        Menu.SCHEDULES,
        name == null ? "New schedule" : "Edit schedule " + name,
        page);
  }

  private void part(Context ctx, String template, Object model) {
    pages.show(ctx, template, Menu.SCHEDULES, "", model);
  }

  private ConfigRow row(Context ctx) {
    return sources.row(ctx.pathParam("name"));
  }
}
