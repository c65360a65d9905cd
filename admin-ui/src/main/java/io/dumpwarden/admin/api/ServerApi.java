package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.form.RowForms;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Set;

/** {@code servers}: rows, tests, what they hold, how they are dumped. */
public final class ServerApi implements RouteGroup {

  private static final String PATH = "/api/v1/servers";

  private final RowApi rows;
  private final TestApi tests;
  private final CheckDesk checks;

  public ServerApi(RowSource configuration, RowDesk desk, CheckDesk checks, InstantSource clock) {
    this.rows = new RowApi(RowForms.SERVER, PATH, configuration, desk, clock);
    this.tests = new TestApi(RowForms.SERVER, rows, checks);
    this.checks = checks;
  }

  @Override
  public void addTo(Routes routes) {
    String one = PATH + "/{name}";
    routes.get(PATH, Access.VIEWER, rows::list);
    routes.post(PATH, Access.ADMIN, ctx -> rows.add(ctx, Set.of()));
    routes.post(PATH + "/test", Access.ADMIN, tests::unsaved);
    routes.get(one, Access.VIEWER, ctx -> rows.show(ctx, name(ctx)));
    routes.put(one, Access.ADMIN, ctx -> rows.change(ctx, name(ctx), Set.of()));
    routes.delete(one, Access.ADMIN, ctx -> rows.remove(ctx, name(ctx), Set.of()));
    routes.post(one + "/test", Access.OPERATOR, ctx -> tests.saved(ctx, name(ctx)));
    routes.post(one + "/scan", Access.OPERATOR, this::scan);
    routes.get(one + "/scan", Access.VIEWER, this::lastScan);
    routes.get(one + "/databases", Access.VIEWER, this::databases);
    routes.get(one + "/dump-options", Access.VIEWER, this::dumpOptions);
  }

  private void scan(Context ctx) {
    new QueryFields(ctx).end();
    ctx.json(checks.scan(name(ctx)));
  }

  private void lastScan(Context ctx) {
    new QueryFields(ctx).end();
    ListAnswer.json(ctx, checks.lastScan(name(ctx)));
  }

  private void databases(Context ctx) {
    new QueryFields(ctx).end();
    ListAnswer.json(ctx, checks.lastScan(name(ctx)).databases());
  }

  private void dumpOptions(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    String schedule = query.text("schedule");
    query.end();
    ctx.json(checks.dumpCommand(name(ctx), schedule));
  }

  private static String name(Context ctx) {
    return ctx.pathParam("name");
  }
}
