package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;

/** The list of backups. */
public final class BackupPages implements RouteGroup {

  private static final String PATH = "/backups";
  private static final List<String> FILTER =
      List.of(
          "text", "server", "database", "status", "schedule", "type", "storage", "from", "until");

  private final Pages pages;
  private final BackupCatalog catalog;
  private final ConfigRows rows;

  public BackupPages(Pages pages, BackupCatalog catalog, ConfigRows rows) {
    this.pages = pages;
    this.catalog = catalog;
    this.rows = rows;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(PATH, Access.VIEWER, this::list);
  }

  private void list(Context ctx) {
    Frame frame = pages.frame(ctx, Menu.BACKUPS, "Backups");
    HistoryQuery query = HistoryQuery.of(ctx, PATH, FILTER);
    DaySpan days = DaySpan.of(query, frame.zone());
    List<Backup> found = days.errors().isEmpty() ? catalog.list(filter(query, days)) : List.of();
    HistoryPart<BackupRow> part =
        HistoryPart.of(query, found, Backup::id).map(backup -> BackupRow.of(backup, frame.now()));
    List<String> storages = rows.list(ConfigKind.STORAGE).stream().map(ConfigRow::key).toList();
    if (!days.errors().isEmpty()) {
      ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    pages.part(ctx, "page/backups.jte", frame, new BackupListPage(part, storages, days.errors()));
  }

  private static BackupFilter filter(HistoryQuery query, DaySpan days) {
    return BackupFilter.builder()
        .text(query.word("text"))
        .server(query.word("server"))
        .database(query.word("database"))
        .status(query.word("status"))
        .schedule(query.word("schedule"))
        .type(query.word("type"))
        .storage(query.word("storage"))
        .from(days.from())
        .until(days.until())
        .beforeId(query.before())
        .limit(HistoryQuery.ROWS + 1)
        .build();
  }
}
