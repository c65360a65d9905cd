package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.retention.BackupDeletion;
import io.dumpwarden.retention.DeletionWish;
import io.dumpwarden.view.BackupView;
import io.dumpwarden.view.DeletionView;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deletes a backup, after a page that says of each copy what becomes of it. */
public final class BackupDeletePages implements RouteGroup {

  private final Pages pages;
  private final BackupCatalog catalog;
  private final BackupDeletion deletion;

  public BackupDeletePages(Pages pages, BackupCatalog catalog, BackupDeletion deletion) {
    this.pages = pages;
    this.catalog = catalog;
    this.deletion = deletion;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/backups/{id}/delete", Access.ADMIN, this::ask);
    routes.post("/backups/{id}/delete", Access.ADMIN, this::delete);
  }

  private void ask(Context ctx) {
    show(ctx, wish(ctx, ctx.queryParam("storage"), ctx.queryParam("force")), null);
  }

  private void delete(Context ctx) {
    DeletionWish wish = wish(ctx, ctx.formParam("storage"), ctx.formParam("force"));
    Backup backup = BackupDetailPages.require(catalog, ctx.pathParam("id"));
    if (wish.force() && !backup.title().equals(ctx.formParam("confirm"))) {
      ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
      show(ctx, wish, "this is not the name: type %s".formatted(backup.title()));
      return;
    }
    List<DeletionView> done = DeletionView.of(deletion.delete(wish, Caller.of(ctx).actor()));
    Pages.done(ctx, HistoryLinks.to("/backups", backup.id()), said(done));
  }

  private void show(Context ctx, DeletionWish wish, @Nullable String error) {
    Backup backup = BackupDetailPages.require(catalog, ctx.pathParam("id"));
    pages.show(
        ctx,
        "page/backup-delete.jte",
        Menu.BACKUPS,
        "Delete the backup of " + backup.title(),
        new BackupDeletePage(
            BackupView.of(backup),
            backup.title(),
            DeletionView.of(deletion.plan(wish)),
            wish.storage(),
            wish.force(),
            error));
  }

  private static DeletionWish wish(Context ctx, @Nullable String storage, @Nullable String force) {
    return new DeletionWish(
        List.of(ctx.pathParam("id")), HistoryQuery.given(storage), "true".equals(force));
  }

  /** Short enough for a cookie. */
  private static String said(List<DeletionView> done) {
    long deleted = done.stream().filter(DeletionView::deleted).count();
    String staying =
        done.stream()
            .filter(copy -> !copy.deleted())
            .limit(3)
            .map(copy -> "%s: %s".formatted(copy.storage(), copy.reason()))
            .collect(Collectors.joining("; "));
    String text = deleted == 1 ? "1 copy deleted" : deleted + " copies deleted";
    return staying.isEmpty()
        ? text
        : "%s, %d left: %s".formatted(text, done.size() - deleted, cut(staying));
  }

  private static String cut(String text) {
    int most = 250;
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
  }
}
