package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.form.RowForms;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Set;

/** {@code channels}: rows and tests. */
public final class ChannelApi implements RouteGroup {

  private static final String PATH = "/api/v1/channels";

  private final RowApi rows;
  private final TestApi tests;

  public ChannelApi(RowSource configuration, RowDesk desk, CheckDesk checks, InstantSource clock) {
    this.rows = new RowApi(RowForms.CHANNEL, PATH, configuration, desk, clock);
    this.tests = new TestApi(RowForms.CHANNEL, rows, checks);
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
  }

  private static String name(Context ctx) {
    return ctx.pathParam("name");
  }
}
