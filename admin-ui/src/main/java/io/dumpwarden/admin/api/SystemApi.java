package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.SystemDesk;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.BodyFields;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.recovery.RebuildReport;
import io.dumpwarden.view.SelfBackupView;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code system}, {@code self-backups}, {@code catalog}: the installation itself. */
public final class SystemApi implements RouteGroup {

  /** A process with its lease. */
  record NodeView(
      String id,
      String name,
      String host,
      String kind,
      long pid,
      Instant startedAt,
      Instant leaseUntil,
      boolean alive) {

    static NodeView of(SystemDesk.AtWork lease) {
      return new NodeView(
          lease.node().id(),
          lease.node().name(),
          lease.node().host(),
          lease.node().kind().name().toLowerCase(Locale.ROOT),
          lease.node().pid(),
          lease.node().startedAt(),
          lease.leaseUntil(),
          lease.alive());
    }
  }

  /** Something wrong with a row of configuration. */
  record ConfigProblem(String kind, String key, String field, String message) {}

  /** All of it. */
  record SystemView(
      SystemDesk.Facts facts, boolean paused, List<NodeView> nodes, List<ConfigProblem> problems) {}

  private final SystemDesk desk;
  private final RowSource configuration;

  public SystemApi(SystemDesk desk, RowSource configuration) {
    this.desk = desk;
    this.configuration = configuration;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/api/v1/system", Access.VIEWER, this::show);
    routes.get("/api/v1/self-backups", Access.VIEWER, this::selfBackups);
    routes.post("/api/v1/self-backups", Access.ADMIN, this::backUpSelf);
    routes.post("/api/v1/catalog/check", Access.OPERATOR, this::check);
    routes.post("/api/v1/catalog/rebuild", Access.ADMIN, this::rebuild);
  }

  private void show(Context ctx) {
    new QueryFields(ctx).end();
    ConfigSnapshot snapshot = configuration.snapshots().get();
    ListAnswer.json(
        ctx,
        new SystemView(
            desk.facts(),
            snapshot.settings().paused(),
            desk.nodes().stream().map(NodeView::of).toList(),
            problems(snapshot)));
  }

  private static List<ConfigProblem> problems(ConfigSnapshot snapshot) {
    return snapshot.problems().entrySet().stream()
        .flatMap(
            entry -> {
              RowForm form = RowForms.of(entry.getKey().kind());
              return entry.getValue().stream()
                  .map(
                      problem ->
                          new ConfigProblem(
                              form.kind().table(),
                              entry.getKey().key(),
                              form.jsonName(problem.field()),
                              problem.message()));
            })
        .toList();
  }

  private void selfBackups(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int limit = query.limit(50);
    query.end();
    ListAnswer.json(ctx, desk.selfBackups(limit).stream().map(SelfBackupView::of).toList());
  }

  /** Its rows come as it gets to each storage, so the list is what to follow. */
  private void backUpSelf(Context ctx) {
    new QueryFields(ctx).end();
    desk.backUpSelf(Caller.of(ctx));
    ctx.status(HttpStatus.ACCEPTED).header("Location", "/api/v1/self-backups");
    ctx.json(desk.selfBackups(50).stream().map(SelfBackupView::of).toList());
  }

  private void check(Context ctx) {
    new QueryFields(ctx).end();
    BodyFields body = new BodyFields(ctx);
    List<String> storages = body.texts("storages");
    body.end("the check");
    FindingLines lines = new FindingLines(ctx, false);
    lines.end(
        () -> {
          Map<String, @Nullable Object> end = new LinkedHashMap<>();
          end.put("storages", desk.checkCatalog(storages, lines));
          return end;
        });
  }

  private void rebuild(Context ctx) {
    new QueryFields(ctx).end();
    BodyFields body = new BodyFields(ctx);
    SystemDesk.Rebuild wish =
        new SystemDesk.Rebuild(
            body.required("storage"),
            body.flag("dryRun", false),
            body.flag("importForeign", false));
    body.end("the rebuild");
    FindingLines lines = new FindingLines(ctx, !wish.dryRun());
    lines.end(() -> summary(wish, desk.rebuildCatalog(wish, lines, Caller.of(ctx))));
  }

  private static Map<String, @Nullable Object> summary(
      SystemDesk.Rebuild wish, RebuildReport report) {
    Map<String, @Nullable Object> end = new LinkedHashMap<>();
    end.put("storage", wish.storage());
    end.put("dryRun", wish.dryRun());
    end.put("manifests", report.manifests());
    end.put("backupsAdded", report.backupsAdded());
    end.put("copiesAdded", report.copiesAdded());
    end.put("known", report.known());
    end.put("foreign", report.foreign());
    end.put("foreignImported", report.foreignImported());
    return end;
  }
}
