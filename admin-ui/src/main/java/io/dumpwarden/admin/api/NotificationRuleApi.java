package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.form.RowForms;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Set;

/** {@code notification-rules}: rows. */
public final class NotificationRuleApi implements RouteGroup {

  private static final String PATH = "/api/v1/notification-rules";

  private final RowApi rows;

  public NotificationRuleApi(RowSource configuration, RowDesk desk, InstantSource clock) {
    this.rows = new RowApi(RowForms.NOTIFICATION_RULE, PATH, configuration, desk, clock);
  }

  @Override
  public void addTo(Routes routes) {
    String one = PATH + "/{name}";
    routes.get(PATH, Access.VIEWER, rows::list);
    routes.post(PATH, Access.ADMIN, ctx -> rows.add(ctx, Set.of()));
    routes.get(one, Access.VIEWER, ctx -> rows.show(ctx, name(ctx)));
    routes.put(one, Access.ADMIN, ctx -> rows.change(ctx, name(ctx), Set.of()));
    routes.delete(one, Access.ADMIN, ctx -> rows.remove(ctx, name(ctx), Set.of()));
  }

  private static String name(Context ctx) {
    return ctx.pathParam("name");
  }
}
