package io.dumpwarden.admin.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.AnswerJson;
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
import io.dumpwarden.retention.SeriesPlan;
import io.dumpwarden.view.AskedRetention;
import io.dumpwarden.view.PlanView;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** {@code retention}: the rules, what they would remove, and removing it. */
public final class RetentionApi implements RouteGroup {

  private static final String PATH = "/api/v1/retention";

  /** What it works on. */
  public record Parts(RowSource configuration, RowDesk desk, AskedRetention retention) {}

  private final RowApi rows;
  private final Parts parts;

  public RetentionApi(Parts parts, InstantSource clock) {
    this.rows = new RowApi(RowForms.RETENTION, PATH, parts.configuration(), parts.desk(), clock);
    this.parts = parts;
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

  /** Written as it is read: the plans of all series together may be large. */
  private void preview(Context ctx) throws IOException {
    QueryFields query = new QueryFields(ctx);
    String schedule = query.text("schedule");
    query.end();
    if (schedule != null) {
      requireSchedule(schedule);
    }
    ctx.contentType("application/json");
    Writer out =
        new BufferedWriter(new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8));
    // never closed: that would make a list that broke off look whole
    JsonGenerator json = AnswerJson.MAPPER.createGenerator(out);
    json.writeStartArray();
    RetentionRunner runner = parts.retention().runner();
    if (schedule == null) {
      runner.preview(plan -> write(json, plan));
    } else {
      runner.preview(schedule).plans().forEach(plan -> write(json, plan));
    }
    json.writeEndArray();
    json.flush();
  }

  private static void write(JsonGenerator json, SeriesPlan plan) {
    try {
      for (PlanView view : PlanView.of(List.of(plan))) {
        json.writePOJO(view);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireSchedule(String name) {
    List<String> names =
        parts.configuration().rows().list(ConfigKind.SCHEDULE).stream()
            .map(ConfigRow::key)
            .toList();
    if (!name.equals(Schedule.MANUAL) && !names.contains(name)) {
      String hint = Nearest.hint(name, names);
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND, "there is no schedule '%s'%s".formatted(name, hint));
    }
  }

  private void apply(Context ctx) {
    new QueryFields(ctx).end();
    ctx.json(parts.retention().applyAll(Caller.of(ctx).actor()));
  }

  private static String key(Context ctx) {
    return ctx.pathParam("schedule") + "/" + ctx.pathParam("storage");
  }
}
