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
    routes.get("/restores/{id}/cancel", Access.OPERATOR, this::askToCancel);
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
    Restore restore = require(id);
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

  private Restore require(String id) {
    return restores
        .find(id)
        .orElseThrow(
            () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no restore " + id));
  }

  private void askToCancel(Context ctx) {
    Restore restore = require(ctx.pathParam("id"));
    String at = HistoryLinks.to(PATH, restore.id());
    ConfirmPage model =
        new ConfirmPage(
            "Cancel this restore?", left(restore), at + "/cancel", "Cancel this restore", at);
    pages.show(ctx, ConfirmPage.TEMPLATE, Menu.RESTORES, model.question(), model);
  }

  /** What is there after an end in the middle. */
  private static List<String> left(Restore restore) {
    Restore.Into into = restore.into();
    String names = String.join(", ", into.databases().values());
    return switch (into.existing()) {
      case IN_PLACE ->
          List.of(
              "The old data of %s on %s is dropped before the load: once that began, what is left may be incomplete or nothing."
                  .formatted(names, into.target()),
              "The safety backup, where one was made, is among the newest backups of server %s; the page of this restore names it at its end."
                  .formatted(into.target()));
      case REPLACE ->
          List.of(
              "The old data of %s on %s stays as it is, or is put back where the swap had begun."
                  .formatted(names, into.target()),
              "What was loaded beside it is dropped.");
      case REFUSE, INTO_NEW ->
          List.of(
              "What was there on %s stays as it is.".formatted(into.target()),
              "What was loaded of %s is dropped again where this restore made it."
                  .formatted(names));
    };
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
