package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.RestoreDesk;
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
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreFilter;
import io.dumpwarden.restore.RestoreStatus;
import io.dumpwarden.restore.RestoreStore;
import io.dumpwarden.view.RestorePlanView;
import io.dumpwarden.view.RestoreView;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Restores: planned, begun, followed, ended. */
public final class RestoreApi implements RouteGroup {

  private static final String RESTORES = Histories.API + "/restores";
  private static final String RESTORE = RESTORES + "/{id}";
  private static final int PAGE = 50;

  private final RestoreStore store;
  private final RestoreDesk desk;
  private final LiveFeeds live;

  public RestoreApi(RestoreStore store, RestoreDesk desk, LiveFeeds live) {
    this.store = store;
    this.desk = desk;
    this.live = live;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(RESTORES, Access.VIEWER, this::list);
    routes.post(RESTORES, Access.OPERATOR, ctx -> begin(ctx, null));
    routes.post(RESTORES + "/plan", Access.OPERATOR, this::plan);
    routes.get(RESTORE, Access.VIEWER, this::show);
    routes.post(RESTORE + "/cancel", Access.OPERATOR, this::cancel);
    routes.get(RESTORE + "/log", Access.VIEWER, this::log);
    routes.get(RESTORE + "/events", Access.VIEWER, live.handler(Access.VIEWER, this::feed));
    routes.post(
        BackupApi.BACKUP + "/restore", Access.OPERATOR, ctx -> begin(ctx, ctx.pathParam("id")));
    routes.post(Histories.API + "/servers/{name}/recover", Access.OPERATOR, this::recover);
  }

  private void list(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int limit = query.limit(PAGE);
    RestoreFilter filter =
        new RestoreFilter(
            query.text("server"),
            query.choice("status", RestoreStatus.values(), RestoreStatus::id),
            query.text("backup"),
            query.text("before"),
            limit + 1);
    query.end();
    List<RestoreView> found = store.list(filter).stream().map(RestoreView::of).toList();
    ListAnswer.page(ctx, found, limit, "before", RestoreView::id);
  }

  private void show(Context ctx) {
    ListAnswer.json(ctx, RestoreView.of(require(ctx.pathParam("id"))));
  }

  private Restore require(String id) {
    return Histories.require(store.find(id), "restore", id);
  }

  private void plan(Context ctx) {
    ctx.json(RestorePlanView.of(desk.plan(RestoreBody.read(new BodyFields(ctx), null))));
  }

  private void begin(Context ctx, @Nullable String backup) {
    String id = desk.begin(RestoreBody.read(new BodyFields(ctx), backup), Caller.of(ctx));
    Histories.accepted(ctx, RESTORES + "/" + id, RestoreView.of(require(id)));
  }

  private void cancel(Context ctx) {
    String id = ctx.pathParam("id");
    desk.cancel(id, Caller.of(ctx));
    Histories.accepted(ctx, RESTORES + "/" + id, RestoreView.of(require(id)));
  }

  private void recover(Context ctx) {
    new BodyFields(ctx).end("the recovery");
    ctx.json(Map.of("done", desk.recover(ctx.pathParam("name"), Caller.of(ctx))));
  }

  private void log(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int after = query.integer("after", 0, 0, Integer.MAX_VALUE);
    query.end();
    String id = require(ctx.pathParam("id")).id();
    if (ctx.queryParam("after") == null) {
      LogText.plain(ctx, store.readLog(id, 0));
    } else {
      LogText.json(ctx, store.readLog(id, after), after);
    }
  }

  private Feed feed(Context ctx) {
    String id = require(ctx.pathParam("id")).id();
    return new WorkFeed(
        () ->
            store
                .find(id)
                .map(now -> new WorkFeed.State(RestoreView.of(now), now.status().isFinal())),
        after -> store.readLog(id, after),
        Histories.linesSeen(ctx));
  }
}
