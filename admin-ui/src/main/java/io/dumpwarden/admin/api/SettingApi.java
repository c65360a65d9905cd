package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.admin.route.Problems;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RequestJson;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.SettingsParser;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowBody;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.view.SettingView;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code settings}: every one is there; those without a row have their standard. */
public final class SettingApi implements RouteGroup {

  private static final String PATH = "/api/v1/settings";

  private final RowSource configuration;
  private final RowDesk desk;

  public SettingApi(RowSource configuration, RowDesk desk) {
    this.configuration = configuration;
    this.desk = desk;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(PATH, Access.VIEWER, this::list);
    routes.get(PATH + "/{name}", Access.VIEWER, this::show);
    routes.put(PATH + "/{name}", Access.ADMIN, this::change);
    routes.delete(PATH + "/{name}", Access.ADMIN, this::unset);
  }

  private void list(Context ctx) {
    new QueryFields(ctx).end();
    Map<String, ConfigRow> rows =
        configuration.rows().list(ConfigKind.SETTING).stream()
            .collect(Collectors.toMap(ConfigRow::key, Function.identity()));
    ListAnswer.json(
        ctx,
        SettingsParser.NAMES.keySet().stream()
            .sorted()
            .map(name -> SettingView.of(name, rows.get(name)))
            .toList());
  }

  private void show(Context ctx) {
    new QueryFields(ctx).end();
    answer(ctx, name(ctx));
  }

  private void change(Context ctx) {
    new QueryFields(ctx).end();
    String name = name(ctx);
    Map<String, @Nullable Object> json = RequestJson.object(ctx);
    json.remove("standard");
    json.remove("meaning");
    json.putIfAbsent("name", name);
    RowBody body = RowBody.ofJson(RowForms.SETTING, json);
    ConfigRow row = row(name);
    requireCurrent(body.version(), row, name);
    if (json.containsKey("value")) {
      set(ctx, row, body, String.valueOf(json.get("value")).isBlank() || json.get("value") == null);
    }
    answer(ctx, name);
  }

  private void set(Context ctx, @Nullable ConfigRow row, RowBody body, boolean unset) {
    if (row == null && !unset) {
      desk.add(ConfigKind.SETTING, body.asNew(), Set.of(), Caller.of(ctx));
    } else if (row != null && unset) {
      body.on(row);
      desk.remove(ConfigKind.SETTING, row.key(), Set.of(), Caller.of(ctx));
    } else if (row != null) {
      desk.edit(row, body.version(), body.on(row), Set.of(), Caller.of(ctx));
    }
  }

  private void unset(Context ctx) {
    new QueryFields(ctx).end();
    if (row(name(ctx)) != null) {
      desk.remove(ConfigKind.SETTING, name(ctx), Set.of(), Caller.of(ctx));
    }
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private void requireCurrent(OptionalLong expected, @Nullable ConfigRow row, String name) {
    if (expected.isPresent() && (row == null || row.version() != expected.getAsLong())) {
      throw new ProblemException(
          Problems.of(
                  new DumpwardenException(
                      ErrorCode.CONFIG_CONFLICT,
                      "setting '%s' was changed by somebody else meanwhile".formatted(name)))
              .withCurrent(SettingView.of(name, row)));
    }
  }

  private void answer(Context ctx, String name) {
    ctx.json(SettingView.of(name, row(name)));
  }

  private @Nullable ConfigRow row(String name) {
    return configuration.rows().find(ConfigKind.SETTING, name).orElse(null);
  }

  /** One that plain SQL made up may be removed, and nothing else. */
  private String name(Context ctx) {
    String name = ctx.pathParam("name");
    if (!SettingsParser.NAMES.containsKey(name) && row(name) == null) {
      String hint = Nearest.hint(name, SettingsParser.NAMES.keySet());
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND, "there is no setting '%s'%s".formatted(name, hint));
    }
    return name;
  }
}
