package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** The list of backups. */
public final class BackupPages implements RouteGroup {

  private static final String PATH = "/backups";
  private static final List<String> FILTER =
      List.of("server", "database", "schedule", "status", "storage");

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
    HistoryPart<BackupRow> part =
        HistoryPart.of(query, catalog.list(filter(query)), backup -> backup.id())
            .map(backup -> BackupRow.of(backup, frame.now()));
    List<String> storages = rows.list(ConfigKind.STORAGE).stream().map(ConfigRow::key).toList();
    pages.part(ctx, "page/backups.jte", frame, new BackupListPage(part, storages, Map.of()));
  }

  private static BackupFilter filter(HistoryQuery query) {
    return new BackupFilter(
        query.word("server"),
        query.word("database"),
        query.word("schedule"),
        query.word("status"),
        query.word("storage"),
        query.before(),
        HistoryQuery.ROWS + 1);
  }
}
