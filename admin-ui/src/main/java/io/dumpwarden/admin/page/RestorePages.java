package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.RestoreDesk;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreFilter;
import io.dumpwarden.restore.RestoreStore;
import io.dumpwarden.view.RestoreView;
import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Restores: the history, one to watch, and bringing to an end what died in the middle. */
public final class RestorePages implements RouteGroup {

  private static final String PATH = "/restores";
  private static final List<String> FILTER = List.of("target", "status", "backup");

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final Pages pages;
  private final RestoreStore restores;
  private final BackupCatalog backups;
  private final RestoreDesk desk;

  public RestorePages(Pages pages, RestoreStore restores, BackupCatalog backups, RestoreDesk desk) {
    this.pages = pages;
    this.restores = restores;
    this.backups = backups;
    this.desk = desk;
  }

  /** To be added after {@link RestoreFlow}, whose addresses would be ids here. */
  @Override
  public void addTo(Routes routes) {
    routes.get(PATH, Access.VIEWER, this::list);
    routes.get("/restores-at-work", Access.VIEWER, this::atWork);
    routes.post("/restores-recovery", Access.OPERATOR, this::recover);
    routes.get("/restores/{id}", Access.VIEWER, ctx -> show(ctx, "page/restore.jte"));
    routes.get("/restores/{id}/state", Access.VIEWER, ctx -> show(ctx, "part/restore-state.jte"));
    routes.post("/restores/{id}/cancel", Access.OPERATOR, this::cancel);
  }

  private void list(Context ctx) {
    HistoryQuery query = HistoryQuery.of(ctx, PATH, FILTER);
    List<Restore> found =
        restores.list(
            new RestoreFilter(
                query.word("target"),
                query.word("status"),
                query.word("backup"),
                query.before(),
                HistoryQuery.ROWS + 1));
    pages.show(
        ctx,
        "page/restores.jte",
        Menu.RESTORES,
        "Restores",
        new RestoreListPage(
            atWork(), HistoryPart.of(query, found, Restore::id).map(RestoreView::of)));
  }

  private void atWork(Context ctx) {
    pages.show(ctx, "part/restores-at-work.jte", Menu.RESTORES, "Restores", atWork());
  }

  private RestoresAtWork atWork() {
    return new RestoresAtWork(restores.running().stream().map(RestoreView::of).toList());
  }

  private void show(Context ctx, String template) {
    String id = ctx.pathParam("id");
    Restore restore =
        restores
            .find(id)
            .orElseThrow(
                () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no restore " + id));
    RestoreView view = RestoreView.of(restore);
    pages.show(
        ctx,
        template,
        Menu.RESTORES,
        "Restore into " + view.server(),
        new RestorePage(
            view,
            RestorePhaseView.of(view),
            storedBytes(view.backup()),
            isBackup(view.safetyBackup()),
            desk.mayCancel(restore, Caller.of(ctx)),
            restore.cancelRequested(),
            restores.readLog(id)));
  }

  private long storedBytes(@Nullable String backup) {
    DumpFacts facts = backup == null ? null : backups.find(backup).map(Backup::result).orElse(null);
    return facts == null ? 0 : facts.storedBytes();
  }

  /** Rather than a file in a folder that somebody named. */
  private boolean isBackup(@Nullable String safetyBackup) {
    return safetyBackup != null
        && ID.matcher(safetyBackup).matches()
        && backups.find(safetyBackup).isPresent();
  }

  private void cancel(Context ctx) {
    String id = ctx.pathParam("id");
    desk.cancel(id, Caller.of(ctx));
    Pages.done(ctx, HistoryLinks.to(PATH, id), "Asked for the end of this restore");
  }

  private void recover(Context ctx) {
    String server = HistoryQuery.given(ctx.formParam("server"));
    if (server == null) {
      throw BackupActions.wrong("server", "is missing: name a configured server");
    }
    List<String> lines = desk.recover(server, Caller.of(ctx));
    pages.show(
        ctx,
        "page/restores-recovered.jte",
        Menu.RESTORES,
        "Recovery of " + server,
        new RecoveredPage(server, lines));
  }
}
