package io.dumpwarden.admin.page;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.page.DashboardPage.Step;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.restore.RestoreFilter;
import io.dumpwarden.restore.RestoreStore;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.statistics.Fleet;
import io.dumpwarden.statistics.FleetStatistics;
import io.dumpwarden.statistics.Statistics;
import io.dumpwarden.statistics.Statistics.Totals;
import io.dumpwarden.view.RunView;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/** Whether the fleet is safe, at {@code /}. Its parts that change ask for themselves anew. */
public final class DashboardPages implements RouteGroup {

  private final Pages pages;
  private final FleetStatistics statistics;
  private final RunQueue runs;
  private final RestoreStore restores;

  public DashboardPages(
      Pages pages, FleetStatistics statistics, RunQueue runs, RestoreStore restores) {
    this.pages = pages;
    this.statistics = statistics;
    this.runs = runs;
    this.restores = restores;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/", Access.VIEWER, this::show);
    routes.get("/dashboard/standing", Access.VIEWER, ctx -> part(ctx, "standing"));
    routes.get("/dashboard/next", Access.VIEWER, ctx -> part(ctx, "next"));
    routes.get("/dashboard/failures", Access.VIEWER, ctx -> part(ctx, "failures"));
    routes.get("/dashboard/running", Access.VIEWER, this::running);
  }

  private void show(Context ctx) {
    pages.show(ctx, "page/dashboard/show.jte", Menu.DASHBOARD, "Dashboard", page());
  }

  private void part(Context ctx, String name) {
    Frame frame = pages.frame(ctx, Menu.DASHBOARD, "Dashboard");
    pages.part(ctx, "page/dashboard/%s.jte".formatted(name), frame, page());
  }

  private void running(Context ctx) {
    List<RunView> active = runs.active().stream().map(RunView::of).toList();
    Frame frame = pages.frame(ctx, Menu.DASHBOARD, "Dashboard");
    pages.part(ctx, "page/dashboard/running.jte", frame, active);
  }

  private DashboardPage page() {
    Fleet fleet = statistics.fleet();
    Statistics figures = statistics.statistics();
    return new DashboardPage(
        fleet,
        figures,
        steps(fleet, figures),
        FreshnessMatrix.of(fleet.freshness()).orElse(null),
        Heatmap.of(figures.days()));
  }

  private List<Step> steps(Fleet fleet, Statistics figures) {
    List<Step> steps = new ArrayList<>(setUp(fleet, figures.totals()));
    steps.addAll(proof(fleet, figures));
    return steps.stream()
        .filter(step -> !step.done())
        .findFirst()
        .map(next -> steps.stream().map(s -> s.equals(next) ? s.asNext() : s).toList())
        .orElse(List.of());
  }

  static List<Step> setUp(Fleet fleet, Totals totals) {
    return List.of(
        new Step(
            "Add a server",
            "Where your databases are, and the account that may read them.",
            "/servers/new",
            Role.ADMIN,
            totals.servers() > 0,
            false),
        new Step(
            "Add a storage",
            "A folder or a bucket that backups rest in.",
            "/storages/new",
            Role.ADMIN,
            totals.storages() > 0,
            false),
        new Step(
            "Add a schedule",
            "What to back up when, where to and for how long.",
            "/schedules/new",
            Role.ADMIN,
            // one that cannot be read is no schedule, but the verdict knows of it
            totals.schedules() > 0 || !fleet.verdict().status().equals("empty"),
            false));
  }

  private List<Step> proof(Fleet fleet, Statistics figures) {
    return List.of(
        new Step(
            "Make the first backup",
            "Run the schedule now, and watch.",
            "/schedules",
            Role.OPERATOR,
            figures.backupsByStatus().getOrDefault("succeeded", 0L) > 0,
            false),
        new Step(
            "Restore it",
            "A backup is as good as its restore: try one into a new database.",
            "/backups",
            Role.OPERATOR,
            fleet.drills().good() > 0 || restored(),
            false));
  }

  private boolean restored() {
    return !restores.list(new RestoreFilter(null, "succeeded", null, null, 1)).isEmpty();
  }
}
