package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.live.Feed;
import io.dumpwarden.admin.live.LiveFeeds;
import io.dumpwarden.admin.live.WorkFeed;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.BodyFields;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillFilter;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.drill.DrillStore;
import io.dumpwarden.view.DrillView;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drills: backups restored to prove them. */
public final class DrillApi implements RouteGroup {

  private static final String DRILLS = Histories.API + "/drills";
  private static final int PAGE = 50;

  private final DrillStore store;
  private final ProofDesk desk;
  private final LiveFeeds live;

  public DrillApi(DrillStore store, ProofDesk desk, LiveFeeds live) {
    this.store = store;
    this.desk = desk;
    this.live = live;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(DRILLS, Access.VIEWER, this::list);
    routes.post(DRILLS, Access.OPERATOR, ctx -> begin(ctx, null));
    routes.get(DRILLS + "/{id}", Access.VIEWER, this::show);
    routes.get(DRILLS + "/{id}/events", Access.VIEWER, live.handler(Access.VIEWER, this::feed));
    routes.post(
        BackupApi.BACKUP + "/drill", Access.OPERATOR, ctx -> begin(ctx, ctx.pathParam("id")));
  }

  private void list(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int limit = query.limit(PAGE);
    DrillFilter filter =
        new DrillFilter(
            query.text("server"),
            query.text("backup"),
            query.choice("status", DrillStatus.values(), DrillStatus::id),
            query.instant("from"),
            query.instant("until"),
            query.text("before"),
            limit + 1);
    query.end();
    List<DrillView> found = store.list(filter).stream().map(DrillView::of).toList();
    ListAnswer.page(ctx, found, limit, "before", DrillView::id);
  }

  private void show(Context ctx) {
    ListAnswer.json(ctx, DrillView.of(require(ctx.pathParam("id"))));
  }

  private Drill require(String id) {
    return Histories.require(store.find(id), "drill", id);
  }

  /** Of a drill there is no log: only how it stands. */
  private Feed feed(Context ctx) {
    String id = require(ctx.pathParam("id")).id();
    return new WorkFeed(
        () ->
            store
                .find(id)
                .map(
                    now ->
                        new WorkFeed.State(DrillView.of(now), now.status() != DrillStatus.RUNNING)),
        after -> List.of(),
        0);
  }

  private void begin(Context ctx, @Nullable String backup) {
    BodyFields body = new BodyFields(ctx);
    String of = backup == null ? body.required("backup") : backup;
    @Nullable String scratch = body.text("scratch");
    body.end("the drill");
    String id = desk.drill(of, scratch, Caller.of(ctx));
    Histories.accepted(ctx, DRILLS + "/" + id, DrillView.of(require(id)));
  }
}
