package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.desk.RowDesk.Extra;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.form.RowForms;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Set;

/** {@code keys}: what backups are encrypted with. */
public final class KeyApi implements RouteGroup {

  private static final String PATH = "/api/v1/keys";

  private final RowApi rows;
  private final RowDesk desk;

  public KeyApi(RowSource configuration, RowDesk desk, InstantSource clock) {
    this.rows = new RowApi(RowForms.KEY, PATH, configuration, desk, clock);
    this.desk = desk;
  }

  @Override
  public void addTo(Routes routes) {
    String one = PATH + "/{name}";
    routes.get(PATH, Access.VIEWER, rows::list);
    routes.post(PATH, Access.ADMIN, ctx -> rows.add(ctx, Set.of(Extra.GENERATE)));
    routes.get(one, Access.VIEWER, ctx -> rows.show(ctx, name(ctx)));
    routes.put(one, Access.ADMIN, ctx -> rows.change(ctx, name(ctx), Set.of()));
    routes.delete(one, Access.ADMIN, ctx -> rows.remove(ctx, name(ctx), Set.of(Extra.FORCE)));
    routes.post(one + "/use", Access.ADMIN, this::use);
  }

  private void use(Context ctx) {
    new QueryFields(ctx).end();
    rows.find(name(ctx));
    desk.useKey(name(ctx), Caller.of(ctx));
    rows.answer(ctx, rows.find(name(ctx)));
  }

  private static String name(Context ctx) {
    return ctx.pathParam("name");
  }
}
