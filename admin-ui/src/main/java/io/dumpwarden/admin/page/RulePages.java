package io.dumpwarden.admin.page;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigParser;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.RetentionRule;
import io.dumpwarden.config.RetentionRuleParser;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.retention.SchedulePlan;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One retention rule: its form, with what it would remove, and its removal. */
final class RulePages implements RouteGroup {

  private static final String NEW = "/retention/new";
  private static final String LIST = "/retention";

  /** Pressed where no script runs: shows the form again with what the rule would remove. */
  private static final String LOOK = "_look";

  private final Pages pages;
  private final ScheduleSources sources;
  private final RowEditing editing;

  RulePages(Pages pages, ScheduleSources sources) {
    this.pages = pages;
    this.sources = sources;
    this.editing = new RowEditing(RowForms.RETENTION, sources.rows(), sources.editor());
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(NEW, Access.ADMIN, this::fresh);
    routes.post(NEW, Access.ADMIN, this::add);
    routes.post("/retention/look", Access.ADMIN, this::look);
    routes.get("/retention/{schedule}/{storage}", Access.ADMIN, this::edit);
    routes.post("/retention/{schedule}/{storage}", Access.ADMIN, this::save);
    routes.get("/retention/{schedule}/{storage}/remove", Access.ADMIN, this::askToRemove);
    routes.post("/retention/{schedule}/{storage}/remove", Access.ADMIN, this::remove);
  }

  private void fresh(Context ctx) {
    Map<String, String> preset = new LinkedHashMap<>();
    preset.put("keep", "30d");
    for (String name : List.of("schedule", "storage")) {
      preset.put(name, Objects.requireNonNullElse(ctx.queryParam(name), ""));
    }
    show(ctx, editing.blank(NEW).preset(preset), null);
  }

  private void add(Context ctx) {
    Function<String, @Nullable String> sent = RowEditing.sent(ctx);
    if (ctx.formParam(LOOK) != null) {
      show(ctx, editing.again(sent, null, NEW), looked(ctx));
      return;
    }
    answer(
        ctx,
        editing.add(
            ctx,
            NEW,
            sent,
            changes ->
                sources
                    .editor()
                    .add(ConfigKind.RETENTION_RULE, clear(changes), Caller.of(ctx).actor())),
        "added");
  }

  private void edit(Context ctx) {
    ConfigRow row = row(ctx);
    show(ctx, editing.of(row, address(row)), null);
  }

  private void save(Context ctx) {
    ConfigRow row = row(ctx);
    if (ctx.formParam(LOOK) != null) {
      show(ctx, editing.unsaved(ctx, row, address(row)), looked(ctx));
    } else {
      answer(ctx, editing.edit(ctx, row.key(), address(row), edits(ctx)), "saved");
    }
  }

  private void answer(Context ctx, RowEditing.Saved saved, String done) {
    ConfigRow row = saved.row();
    if (row == null) {
      show(ctx.status(saved.status()), saved.model(), null);
    } else {
      Pages.done(ctx, LIST, "Rule %s %s".formatted(row.key(), done));
    }
  }

  private void look(Context ctx) {
    pages.show(ctx, "page/retention-look.jte", Menu.RETENTION, "", looked(ctx));
  }

  private RowEditing.Edits edits(Context ctx) {
    return (row, changes) ->
        sources
            .editor()
            .edit(
                row.kind(),
                row.key(),
                OptionalLong.of(row.version()),
                clear(changes),
                Caller.of(ctx).actor());
  }

  /** For ever means that age and number say nothing, whatever stands there still. */
  private static RowChanges clear(RowChanges changes) {
    if (!"true".equals(changes.fields().get("keep_forever"))) {
      return changes;
    }
    Map<String, @Nullable String> fields = new LinkedHashMap<>(changes.fields());
    fields.put("keep_for", "");
    fields.put("max_copies", "");
    return RowChanges.of(fields);
  }

  private RetentionLook looked(Context ctx) {
    RowChanges changes = clear(editing.fields().changes(RowEditing.sent(ctx), null));
    Map<String, @Nullable String> columns =
        ConfigParser.normalise(ConfigKind.RETENTION_RULE, changes.fields());
    ConfigRow row =
        new ConfigRow(ConfigKind.RETENTION_RULE, "", columns, 0, Instant.EPOCH, Instant.EPOCH);
    try {
      RetentionRule rule = RetentionRuleParser.parse(row);
      SchedulePlan plan = sources.retention().preview(rule.schedule(), List.of(rule));
      return RetentionLook.of(new SchedulePlan(plan.plans(), List.of()));
    } catch (InvalidConfigException e) {
      return new RetentionLook(List.of(), List.of(), Map.of(), editing.errors(e));
    }
  }

  private void askToRemove(Context ctx) {
    ConfigRow row = row(ctx);
    String schedule = ctx.pathParam("schedule");
    String storage = ctx.pathParam("storage");
    boolean manual = schedule.equals(Schedule.MANUAL);
    Removal.Page page =
        new Removal.Page(
            "retention rule",
            row.key(),
            address(row) + "/remove",
            address(row),
            List.of(
                manual
                    ? "The standard holds again for backups without a schedule: 90 days, 10 copies at most."
                    : "Schedule %s no longer writes to storage %s.".formatted(schedule, storage)),
            List.of(
                manual
                    ? "Copies stay until the standard says otherwise."
                    : "What it stored there stays: the copies become orphaned, and nothing removes them until they are given a rule."),
            List.of());
    pages.show(ctx, Removal.TEMPLATE, Menu.RETENTION, "Remove rule " + row.key(), page);
  }

  private void remove(Context ctx) {
    ConfigRow row = row(ctx);
    sources.editor().remove(ConfigKind.RETENTION_RULE, row.key(), Caller.of(ctx).actor());
    Pages.done(ctx, LIST, "Rule %s removed; what is stored stays".formatted(row.key()));
  }

  private void show(Context ctx, FormModel form, @Nullable RetentionLook preview) {
    List<String> schedules = new ArrayList<>(names(ConfigKind.SCHEDULE));
    schedules.add(Schedule.MANUAL);
    String title = form.isNew() ? "New retention rule" : "Edit rule " + form.name();
    pages.show(
        ctx,
        "page/retention-rule.jte",
        Menu.RETENTION,
        title,
        new RuleFormPage(form, schedules, names(ConfigKind.STORAGE), preview));
  }

  private List<String> names(ConfigKind kind) {
    return sources.rows().list(kind).stream().map(ConfigRow::key).sorted().toList();
  }

  private static String address(ConfigRow row) {
    return Links.of(
        Links.of(LIST, "" + row.fields().get("schedule")), "" + row.fields().get("storage"));
  }

  private ConfigRow row(Context ctx) {
    return editing.find(ctx.pathParam("schedule") + "/" + ctx.pathParam("storage"));
  }
}
