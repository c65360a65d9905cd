package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.admin.live.Feed;
import io.dumpwarden.admin.live.LiveFeeds;
import io.dumpwarden.admin.live.WorkFeed;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.BodyFields;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.LogText;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.BackupType;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import io.dumpwarden.view.RunView;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs: what ran, runs and waits; asked for, followed, ended. */
public final class RunApi implements RouteGroup {

  private static final String RUNS = Histories.API + "/runs";
  private static final String RUN = RUNS + "/{id}";
  private static final String SCHEDULE = Histories.API + "/schedules/{name}";
  private static final int PAGE = 50;

  private final RunQueue queue;
  private final RunDesk desk;

  /** How many servers of a schedule a preview did not look at. */
  private static final String MORE_SERVERS = "X-More-Servers";

  private final LiveFeeds live;

  public RunApi(RunQueue queue, RunDesk desk, LiveFeeds live) {
    this.queue = queue;
    this.desk = desk;
    this.live = live;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(RUNS, Access.VIEWER, this::list);
    routes.post(RUNS, Access.OPERATOR, this::launch);
    routes.get(RUN, Access.VIEWER, this::show);
    routes.post(RUN + "/cancel", Access.OPERATOR, this::cancel);
    routes.get(RUN + "/log", Access.VIEWER, this::log);
    routes.get(RUN + "/events", Access.VIEWER, live.handler(Access.VIEWER, this::feed));
    routes.post(SCHEDULE + "/run", Access.OPERATOR, this::runSchedule);
    routes.post(SCHEDULE + "/preview", Access.OPERATOR, this::preview);
  }

  private void list(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int limit = query.limit(PAGE);
    RunFilter filter =
        RunFilter.builder()
            .schedule(query.text("schedule"))
            .server(query.text("server"))
            .status(query.choice("status", RunStatus.values(), RunStatus::id))
            .trigger(query.choice("trigger", RunTrigger.values(), RunTrigger::id))
            .type(query.choice("type", BackupType.values(), BackupType::id))
            .from(query.instant("from"))
            .until(query.instant("until"))
            .beforeId(query.text("before"))
            .limit(limit + 1)
            .build();
    boolean active = query.flag("active");
    query.end();
    if (active) {
      ListAnswer.json(ctx, queue.active().stream().map(RunView::of).toList());
      return;
    }
    List<RunView> found = queue.list(filter).stream().map(RunView::of).toList();
    ListAnswer.page(ctx, found, limit, "before", RunView::id);
  }

  private void show(Context ctx) {
    ListAnswer.json(ctx, RunView.of(require(ctx.pathParam("id"))));
  }

  private Run require(String id) {
    return Histories.require(queue.find(id), "run", id);
  }

  private void launch(Context ctx) {
    BodyFields body = new BodyFields(ctx);
    if (body.has("schedule")) {
      launchSchedule(ctx, body, body.required("schedule"));
      return;
    }
    @Nullable String ticket = body.text("ticket");
    String server = body.required("server");
    Map<String, String> words = SpecBody.read(body);
    body.end("the run");
    begun(ctx, desk.launchManual(server, words, ticket, Caller.of(ctx)));
  }

  private void runSchedule(Context ctx) {
    launchSchedule(ctx, new BodyFields(ctx), ctx.pathParam("name"));
  }

  private void launchSchedule(Context ctx, BodyFields body, String schedule) {
    @Nullable String server = body.text("server");
    @Nullable String ticket = body.text("ticket");
    body.end("the run");
    begun(ctx, desk.launch(schedule, server, ticket, Caller.of(ctx)));
  }

  /** One run for each server: a list, however many. */
  private static void begun(Context ctx, List<Run> runs) {
    String location = runs.size() == 1 ? RUNS + "/" + runs.get(0).id() : RUNS + "?active=true";
    Histories.accepted(ctx, location, runs.stream().map(RunView::of).toList());
  }

  private void preview(Context ctx) {
    BodyFields body = new BodyFields(ctx);
    @Nullable String server = body.text("server");
    body.end("the preview");
    RunDesk.Preview preview = desk.preview(ctx.pathParam("name"), server);
    if (preview.more() > 0) {
      ctx.header(MORE_SERVERS, String.valueOf(preview.more()));
    }
    ctx.json(preview.plans());
  }

  private void cancel(Context ctx) {
    String id = ctx.pathParam("id");
    desk.cancel(id, Caller.of(ctx));
    Histories.accepted(ctx, RUNS + "/" + id, RunView.of(require(id)));
  }

  private void log(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int after = query.integer("after", 0, 0, Integer.MAX_VALUE);
    query.end();
    String id = require(ctx.pathParam("id")).id();
    if (ctx.queryParam("after") == null) {
      LogText.plain(ctx, queue.readLog(id, 0));
    } else {
      LogText.json(ctx, queue.readLog(id, after), after);
    }
  }

  private Feed feed(Context ctx) {
    String id = require(ctx.pathParam("id")).id();
    return new WorkFeed(
        () ->
            queue.find(id).map(run -> new WorkFeed.State(RunView.of(run), run.status().isFinal())),
        after -> queue.readLog(id, after),
        Histories.linesSeen(ctx));
  }
}
