package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.desk.RowDesk.Extra;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.FieldProblems;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.admin.route.Problems;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RequestJson;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowBody;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowJson;
import io.dumpwarden.form.ShownRow;
import io.dumpwarden.form.ShownRows;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What REST does with rows of every kind. Holds no state. */
final class RowApi {

  private static final int STANDARD_LIMIT = 200;

  private final RowForm form;
  private final String path;
  private final RowSource configuration;
  private final RowDesk desk;
  private final InstantSource clock;

  /**
   * @param path where the rows are: {@code /api/v1/servers}
   */
  RowApi(RowForm form, String path, RowSource configuration, RowDesk desk, InstantSource clock) {
    this.form = form;
    this.path = path;
    this.configuration = configuration;
    this.desk = desk;
    this.clock = clock;
  }

  void list(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int limit = query.limit(STANDARD_LIMIT);
    String after = query.text("after");
    query.end();
    List<Map<String, @Nullable Object>> rows =
        shown().page(form, after, limit + 1).stream().map(row -> RowJson.of(form, row)).toList();
    ListAnswer.page(ctx, rows, limit, "after", this::key);
  }

  /** The options that name a row, as JSON has them. */
  private String key(Map<String, @Nullable Object> row) {
    return form.kind().keyColumns().stream()
        .map(column -> String.valueOf(row.get(form.jsonName(column))))
        .collect(Collectors.joining("/"));
  }

  void show(Context ctx, String key) {
    new QueryFields(ctx).end();
    answer(ctx, find(key));
  }

  void add(Context ctx, Set<Extra> allowed) {
    new QueryFields(ctx).end();
    Map<String, @Nullable Object> json = RequestJson.object(ctx);
    Set<Extra> extras = extras(json, allowed);
    ConfigRow row =
        desk.add(form.kind(), RowBody.ofJson(form, json).asNew(), extras, Caller.of(ctx));
    ctx.status(HttpStatus.CREATED).header("Location", path + "/" + encoded(row));
    answer(ctx, row);
  }

  void change(Context ctx, String key, Set<Extra> allowed) {
    new QueryFields(ctx).end();
    Map<String, @Nullable Object> json = RequestJson.object(ctx);
    Set<Extra> extras = extras(json, allowed);
    RowBody body = RowBody.ofJson(form, json);
    OptionalLong match = ifMatch(ctx);
    OptionalLong expected = match.isPresent() ? match : body.version();
    ConfigRow row = find(key);
    try {
      answer(ctx, desk.edit(row, expected, body.on(row), extras, Caller.of(ctx)));
    } catch (DumpwardenException e) {
      throw e.code() == ErrorCode.CONFIG_CONFLICT ? conflict(e, key) : e;
    }
  }

  void remove(Context ctx, String key, Set<Extra> allowed) {
    QueryFields query = new QueryFields(ctx);
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    for (Extra extra : allowed) {
      if (query.flag(word(extra))) {
        extras.add(extra);
      }
    }
    query.end();
    OptionalLong expected = ifMatch(ctx);
    ConfigRow row = find(key);
    if (expected.isPresent() && expected.getAsLong() != row.version()) {
      throw conflict(
          new DumpwardenException(
              ErrorCode.CONFIG_CONFLICT,
              "%s '%s' was changed by somebody else meanwhile".formatted(form.noun(), key)),
          key);
    }
    desk.remove(form.kind(), key, extras, Caller.of(ctx));
    ctx.status(HttpStatus.NO_CONTENT);
  }

  /**
   * What a body wants of a row, without saving it; a row without a name gets one for the time
   * being.
   *
   * @param key the row that it would change; null for a new one
   */
  RowBody draft(Context ctx, @Nullable String key) {
    Map<String, @Nullable Object> json = RequestJson.object(ctx);
    if (key == null) {
      String name = form.jsonName(form.kind().keyColumns().get(0));
      Object given = json.get(name);
      if (given == null || given.equals("")) {
        json.put(name, "unsaved");
      }
    }
    return RowBody.ofJson(form, json);
  }

  /**
   * The row of that key.
   *
   * @throws DumpwardenException {@code NOT_FOUND}, with the nearest name
   */
  ConfigRow find(String key) {
    return configuration
        .rows()
        .find(form.kind(), key)
        .orElseThrow(
            () -> {
              List<String> keys =
                  configuration.rows().list(form.kind()).stream().map(ConfigRow::key).toList();
              String hint = Nearest.hint(key, keys);
              return new DumpwardenException(
                  ErrorCode.NOT_FOUND, "there is no %s '%s'%s".formatted(form.noun(), key, hint));
            });
  }

  /** Answers with a row as it is; its version is the ETag. */
  void answer(Context ctx, ConfigRow row) {
    ctx.header("ETag", "\"%d\"".formatted(row.version())).json(json(row));
  }

  private Map<String, @Nullable Object> json(ConfigRow row) {
    ShownRow shown = shown().of(form, row);
    return RowJson.of(form, shown);
  }

  private ShownRows shown() {
    return ShownRows.of(
        configuration.snapshots().get(), configuration.states().all(), clock.instant());
  }

  private ProblemException conflict(DumpwardenException e, String key) {
    return new ProblemException(Problems.of(e).withCurrent(json(find(key))));
  }

  /** Takes what belongs to the edit rather than to the row out of the body. */
  private static Set<Extra> extras(Map<String, @Nullable Object> json, Set<Extra> allowed) {
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    FieldProblems problems = new FieldProblems();
    for (Extra extra : allowed) {
      Object given = json.remove(word(extra));
      if (Boolean.TRUE.equals(given)) {
        extras.add(extra);
      } else if (given != null && !given.equals(false)) {
        problems.add(word(extra), "must be true or false");
      }
    }
    problems.throwIfAny("the edit");
    return extras;
  }

  private static String word(Extra extra) {
    return extra.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static OptionalLong ifMatch(Context ctx) {
    String given = ctx.header("If-Match");
    if (given == null || given.equals("*")) {
      return OptionalLong.empty();
    }
    if (!given.matches("\"\\d{1,18}\"")) {
      FieldProblems problems = new FieldProblems();
      problems.add("If-Match", "must be the row's version in quotes, as its ETag says");
      problems.throwIfAny("the edit");
    }
    return OptionalLong.of(Long.parseLong(given.substring(1, given.length() - 1)));
  }

  private static String encoded(ConfigRow row) {
    return Arrays.stream(row.key().split("/"))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
        .collect(Collectors.joining("/"));
  }
}
