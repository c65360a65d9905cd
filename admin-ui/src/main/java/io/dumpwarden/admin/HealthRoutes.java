package io.dumpwarden.admin;

import io.dumpwarden.admin.HealthReport.Finding;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** {@code /health/live} and {@code /health/ready}, for orchestrators; open to everybody. */
final class HealthRoutes implements RouteGroup {

  private record CheckView(String name, String status, String detail) {

    static CheckView of(Finding finding) {
      return new CheckView(
          finding.name(), upOrDown(finding.result().healthy()), finding.result().detail());
    }
  }

  private record HealthView(String status, List<CheckView> checks) {

    static HealthView of(HealthReport report) {
      return new HealthView(
          upOrDown(report.healthy()), report.checks().stream().map(CheckView::of).toList());
    }
  }

  private final HealthChecks checks;

  HealthRoutes(HealthChecks checks) {
    this.checks = checks;
  }

  @Override
  public void addTo(Routes routes) {
    add(routes, "/health/live", checks::live);
    add(routes, "/health/ready", checks::ready);
  }

  private static void add(
      Routes routes, String path, Supplier<CompletableFuture<HealthReport>> reports) {
    // no thread waits for the checks: a slow readiness cannot starve the liveness
    Handler handler =
        ctx -> ctx.future(() -> reports.get().thenAccept(report -> answer(ctx, report)));
    routes.get(path, Access.OPEN, handler);
    // left to itself, HEAD would answer 200 without asking anything
    routes.head(path, Access.OPEN, handler);
  }

  private static void answer(Context ctx, HealthReport report) {
    ctx.status(report.healthy() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .json(HealthView.of(report));
  }

  private static String upOrDown(boolean up) {
    return up ? "up" : "down";
  }
}
