package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillFilter;
import io.dumpwarden.drill.DrillStore;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.view.DrillView;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drills: which backups were proven to come back, and how long that takes. */
public final class DrillPages implements RouteGroup {

  private static final String PATH = "/drills";
  private static final List<String> FILTER = List.of("server", "status", "backup");
  private static final int SERIES = 200;

  private final Pages pages;
  private final DrillStore drills;
  private final BackupCatalog backups;
  private final ProofDesk desk;

  public DrillPages(Pages pages, DrillStore drills, BackupCatalog backups, ProofDesk desk) {
    this.pages = pages;
    this.drills = drills;
    this.backups = backups;
    this.desk = desk;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(PATH, Access.VIEWER, this::list);
    routes.post(PATH, Access.OPERATOR, this::drillSeries);
    routes.get("/drills/{id}", Access.VIEWER, ctx -> show(ctx, "page/drill.jte"));
    routes.get("/drills/{id}/state", Access.VIEWER, ctx -> show(ctx, "part/drill-state.jte"));
  }

  private void list(Context ctx) {
    HistoryQuery query = HistoryQuery.of(ctx, PATH, FILTER);
    List<DrillView> newest =
        query.isFirst() && query.word("backup") == null ? newest(query.word("server")) : List.of();
    List<DrillView> shown = newest.subList(0, Math.min(SERIES, newest.size()));
    pages.show(
        ctx,
        "page/drills.jte",
        Menu.DRILLS,
        "Drills",
        new DrillListPage(
            shown,
            newest.size() - shown.size(),
            HistoryPart.of(query, found(query), Drill::id).map(DrillView::of)));
  }

  private List<DrillView> newest(@Nullable String server) {
    return drills.newest().stream()
        .filter(drill -> server == null || server.equals(drill.server()))
        .map(DrillView::of)
        .toList();
  }

  private List<Drill> found(HistoryQuery query) {
    return drills.list(
        new DrillFilter(
            query.word("server"),
            query.word("backup"),
            query.word("status"),
            null,
            null,
            query.before(),
            HistoryQuery.ROWS + 1));
  }

  private void show(Context ctx, String template) {
    String id = ctx.pathParam("id");
    Drill drill =
        drills
            .find(id)
            .orElseThrow(
                () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no drill " + id));
    pages.show(
        ctx,
        template,
        Menu.DRILLS,
        "Drill of %s on %s".formatted(drill.scope(), drill.server()),
        DrillView.of(drill));
  }

  /** Drills the last good backup of a series. */
  private void drillSeries(Context ctx) {
    String schedule = needed(ctx, "schedule");
    String server = needed(ctx, "server");
    String scope = needed(ctx, "scope");
    Backup backup =
        backups
            .lastGood(schedule, server, scope)
            .orElseThrow(
                () ->
                    new DumpwardenException(
                        ErrorCode.NOT_FOUND,
                        "there is no good backup of %s on %s by schedule %s"
                            .formatted(scope, server, schedule)));
    String drill = desk.drill(backup.id(), null, Caller.of(ctx));
    Pages.done(ctx, HistoryLinks.to(PATH, drill), "The drill has begun");
  }

  private static String needed(Context ctx, String name) {
    String text = ctx.formParam(name);
    if (text == null || text.isEmpty()) {
      throw BackupActions.wrong(name, "is missing");
    }
    return text;
  }
}
