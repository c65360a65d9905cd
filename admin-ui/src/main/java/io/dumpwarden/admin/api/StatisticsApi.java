package io.dumpwarden.admin.api;

import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.statistics.FleetStatistics;
import io.javalin.http.Context;

/** The figures of the fleet. */
public final class StatisticsApi implements RouteGroup {

  private final FleetStatistics statistics;

  public StatisticsApi(FleetStatistics statistics) {
    this.statistics = statistics;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(Histories.API + "/statistics", Access.VIEWER, this::show);
  }

  private void show(Context ctx) {
    new QueryFields(ctx).end();
    ListAnswer.json(ctx, statistics.statistics());
  }
}
