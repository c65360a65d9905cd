package io.dumpwarden.admin.api;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.FieldProblems;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.FireTimes;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.ScheduleParser;
import io.dumpwarden.config.SettingsParser;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.view.SettingView;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code schedules}: rows, tests, when they fire, pausing them. */
public final class ScheduleApi implements RouteGroup {

  private static final String PATH = "/api/v1/schedules";
  private static final int MOST_FIRES = 100;

  /**
   * When a cron fires.
   *
   * @param words the cron for people
   */
  record Fires(String cron, String zone, String words, List<Fire> next) {}

  /** A fire as an instant and on the schedule's own clock. */
  record Fire(Instant at, String local) {}

  private final RowApi rows;
  private final TestApi tests;
  private final RowSource configuration;
  private final RowDesk desk;
  private final CheckDesk checks;

  public ScheduleApi(RowSource configuration, RowDesk desk, CheckDesk checks, InstantSource clock) {
    this.rows = new RowApi(RowForms.SCHEDULE, PATH, configuration, desk, clock);
    this.tests = new TestApi(RowForms.SCHEDULE, rows, checks);
    this.configuration = configuration;
    this.desk = desk;
    this.checks = checks;
  }

  @Override
  public void addTo(Routes routes) {
    String one = PATH + "/{name}";
    routes.get(PATH, Access.VIEWER, rows::list);
    routes.post(PATH, Access.ADMIN, ctx -> rows.add(ctx, Set.of()));
    routes.post(PATH + "/test", Access.ADMIN, tests::unsaved);
    routes.get(PATH + "/next", Access.VIEWER, this::nextOfCron);
    routes.post(PATH + "/pause", Access.ADMIN, ctx -> pauseAll(ctx, true));
    routes.post(PATH + "/resume", Access.ADMIN, ctx -> pauseAll(ctx, false));
    routes.get(one, Access.VIEWER, ctx -> rows.show(ctx, name(ctx)));
    routes.put(one, Access.ADMIN, ctx -> rows.change(ctx, name(ctx), Set.of()));
    routes.delete(one, Access.ADMIN, ctx -> rows.remove(ctx, name(ctx), Set.of()));
    routes.post(one + "/test", Access.OPERATOR, ctx -> tests.saved(ctx, name(ctx)));
    routes.get(one + "/next", Access.VIEWER, this::nextOfRow);
    routes.post(one + "/pause", Access.ADMIN, ctx -> pause(ctx, true));
    routes.post(one + "/resume", Access.ADMIN, ctx -> pause(ctx, false));
  }

  /** A schedule may be called next: without a cron, that one is meant. */
  private void nextOfCron(Context ctx) {
    if (ctx.queryParam("cron") == null
        && configuration.rows().find(ConfigKind.SCHEDULE, "next").isPresent()) {
      rows.show(ctx, "next");
      return;
    }
    QueryFields query = new QueryFields(ctx);
    String cron = query.text("cron");
    String zone = query.text("zone");
    int count = query.integer("count", 5, 1, MOST_FIRES);
    if (cron == null) {
      query.problem("cron", "must be given");
    }
    query.end();
    ctx.json(fires("" + cron, zone == null ? "UTC" : zone, count));
  }

  private void nextOfRow(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int count = query.integer("count", 5, 1, MOST_FIRES);
    query.end();
    Schedule schedule = ScheduleParser.parse(rows.find(name(ctx)));
    FireTimes times = schedule.firing().orElse(null);
    if (times == null) {
      FieldProblems problems = new FieldProblems();
      problems.add("type", "a schedule of type manual does not fire by itself");
      problems.throwIfAny("the question");
      return;
    }
    ctx.json(fires(times.cron(), times.zone().getId(), count));
  }

  private Fires fires(String cron, String zone, int count) {
    List<Instant> next = checks.next(cron, zone, count);
    ZoneId id = ZoneId.of(zone);
    return new Fires(
        cron,
        zone,
        FireTimes.of(cron, id).describe(),
        next.stream()
            .map(at -> new Fire(at, at.atZone(id).toOffsetDateTime().toString()))
            .toList());
  }

  private void pause(Context ctx, boolean paused) {
    new QueryFields(ctx).end();
    ConfigRow row = rows.find(name(ctx));
    String enabled = String.valueOf(!paused);
    if (!enabled.equals(row.fields().get("enabled"))) {
      row = desk.edit(row, OptionalLong.empty(), one("enabled", enabled), Set.of(), Caller.of(ctx));
    }
    rows.answer(ctx, row);
  }

  /** One setting, which every node heeds; each schedule keeps its own state. */
  private void pauseAll(Context ctx, boolean paused) {
    new QueryFields(ctx).end();
    ConfigRow row =
        configuration.rows().find(ConfigKind.SETTING, SettingsParser.PAUSED).orElse(null);
    Caller caller = Caller.of(ctx);
    if (paused && row == null) {
      RowChanges changes = RowChanges.of(Map.of("name", SettingsParser.PAUSED, "value", "true"));
      row = desk.add(ConfigKind.SETTING, changes, Set.of(), caller);
    } else if (paused && !"true".equals(row.fields().get("value"))) {
      row = desk.edit(row, OptionalLong.empty(), one("value", "true"), Set.of(), caller);
    } else if (!paused && row != null) {
      desk.remove(ConfigKind.SETTING, SettingsParser.PAUSED, Set.of(), caller);
      row = null;
    }
    ctx.json(SettingView.of(SettingsParser.PAUSED, row));
  }

  private static RowChanges one(String column, @Nullable String text) {
    return RowChanges.of(Map.of(column, "" + text));
  }

  private static String name(Context ctx) {
    return ctx.pathParam("name");
  }
}
