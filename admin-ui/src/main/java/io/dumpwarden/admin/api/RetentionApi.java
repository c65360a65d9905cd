package io.dumpwarden.admin.api;

import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.AuditLog;
import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.view.PlanView;
import io.dumpwarden.view.RetentionOutcome;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code retention}: the rules, what they would remove, and removing it. */
public final class RetentionApi implements RouteGroup {

  private static final String PATH = "/api/v1/retention";

  /** What it works on. */
  public record Parts(
      RowSource configuration, RowDesk desk, RetentionRunner runner, AuditLog audit) {}

  private final RowApi rows;
  private final Parts parts;
  private final InstantSource clock;

  public RetentionApi(Parts parts, InstantSource clock) {
    this.rows = new RowApi(RowForms.RETENTION, PATH, parts.configuration(), parts.desk(), clock);
    this.parts = parts;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    String one = PATH + "/{schedule}/{storage}";
    routes.get(PATH, Access.VIEWER, rows::list);
    routes.post(PATH, Access.ADMIN, ctx -> rows.add(ctx, Set.of()));
    routes.get(PATH + "/preview", Access.VIEWER, this::preview);
    routes.post(PATH + "/apply", Access.ADMIN, this::apply);
    routes.get(one, Access.VIEWER, ctx -> rows.show(ctx, key(ctx)));
    routes.put(one, Access.ADMIN, ctx -> rows.change(ctx, key(ctx), Set.of()));
    routes.delete(one, Access.ADMIN, ctx -> rows.remove(ctx, key(ctx), Set.of()));
  }

  private void preview(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    String schedule = query.text("schedule");
    query.end();
    if (schedule != null) {
      requireSchedule(schedule);
    }
    ctx.json(
        PlanView.of(
            schedule == null
                ? parts.runner().preview()
                : parts.runner().preview(schedule).plans()));
  }

  private void requireSchedule(String name) {
    List<String> names =
        parts.configuration().rows().list(ConfigKind.SCHEDULE).stream()
            .map(ConfigRow::key)
            .toList();
    if (!name.equals(Schedule.MANUAL) && !names.contains(name)) {
      String hint = Nearest.to(name, names).map(", did you mean '%s'"::formatted).orElse("");
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND, "there is no schedule '%s'%s".formatted(name, hint));
    }
  }

  private void apply(Context ctx) {
    new QueryFields(ctx).end();
    RetentionOutcome outcome = RetentionOutcome.apply(parts.runner());
    parts
        .audit()
        .append(
            new AuditEntry(
                clock.instant(),
                Caller.of(ctx).actor(),
                "apply",
                "retention",
                "all",
                Map.of(),
                outcome.words()));
    ctx.json(outcome);
  }

  private static String key(Context ctx) {
    return ctx.pathParam("schedule") + "/" + ctx.pathParam("storage");
  }
}
