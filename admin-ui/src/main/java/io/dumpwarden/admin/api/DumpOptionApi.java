package io.dumpwarden.admin.api;

import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.DumpOptionTable;
import io.dumpwarden.view.DumpOptionView;
import io.javalin.http.Context;

/** {@code dump-options}: what dump tools may be told. */
public final class DumpOptionApi implements RouteGroup {

  @Override
  public void addTo(Routes routes) {
    routes.get("/api/v1/dump-options", Access.VIEWER, DumpOptionApi::list);
  }

  private static void list(Context ctx) {
    new QueryFields(ctx).end();
    ListAnswer.json(ctx, DumpOptionTable.all().stream().map(DumpOptionView::of).toList());
  }
}
