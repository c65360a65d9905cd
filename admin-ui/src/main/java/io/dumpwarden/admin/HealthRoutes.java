package io.dumpwarden.admin;

import io.dumpwarden.admin.HealthReport.Finding;
import io.dumpwarden.admin.auth.Gate;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.error.ErrorCode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code /health/live} and {@code /health/ready}, for orchestrators; open to everybody. What is
 * wrong, which may name hosts and paths, is told to those who are signed in.
 */
final class HealthRoutes implements RouteGroup {

  private record CheckView(String name, String status, String detail) {

    static CheckView of(Finding finding, boolean whole) {
      String status = upOrDown(finding.result().healthy());
      String detail = finding.result().detail();
      return new CheckView(finding.name(), status, whole ? detail : code(detail).orElse(status));
    }

    /** The stable code that a detail begins with. */
    private static Optional<String> code(String detail) {
      int end = detail.indexOf(':');
      return end < 0
          ? Optional.empty()
          : ErrorCode.of(detail.substring(0, end)).map(ErrorCode::code);
    }
  }

  private record HealthView(String status, List<CheckView> checks) {

    static HealthView of(HealthReport report, boolean whole) {
      return new HealthView(
          upOrDown(report.healthy()),
          report.checks().stream().map(finding -> CheckView.of(finding, whole)).toList());
    }
  }

  private final HealthChecks checks;
  private final Gate gate;

  HealthRoutes(HealthChecks checks, Gate gate) {
    this.checks = checks;
    this.gate = gate;
  }

  @Override
  public void addTo(Routes routes) {
    // the process tells of nothing but itself, and asks no store who calls
    add(routes, "/health/live", checks::live, ctx -> true);
    add(routes, "/health/ready", checks::ready, this::isSignedIn);
  }

  private boolean isSignedIn(Context ctx) {
    gate.recognise(ctx);
    return Caller.find(ctx).filter(caller -> !caller.mustChangePassword()).isPresent();
  }

  private static void add(
      Routes routes,
      String path,
      Supplier<CompletableFuture<HealthReport>> reports,
      Predicate<Context> knowsAll) {
    // no thread waits for the checks: a slow readiness cannot starve the liveness
    Handler handler =
        ctx -> {
          boolean whole = knowsAll.test(ctx);
          ctx.future(() -> reports.get().thenAccept(report -> answer(ctx, report, whole)));
        };
    routes.get(path, Access.OPEN, handler);
    // left to itself, HEAD would answer 200 without asking anything
    routes.head(path, Access.OPEN, handler);
  }

  private static void answer(Context ctx, HealthReport report, boolean whole) {
    ctx.status(report.healthy() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .json(HealthView.of(report, whole));
  }

  private static String upOrDown(boolean up) {
    return up ? "up" : "down";
  }
}
