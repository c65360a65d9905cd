package io.dumpwarden.admin;

import io.dumpwarden.admin.AdminServices.Desks;
import io.dumpwarden.admin.AdminServices.History;
import io.dumpwarden.admin.page.BackupActions;
import io.dumpwarden.admin.page.BackupDeletePages;
import io.dumpwarden.admin.page.BackupDetailPages;
import io.dumpwarden.admin.page.BackupPages;
import io.dumpwarden.admin.page.DrillPages;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.admin.page.RestoreFlow;
import io.dumpwarden.admin.page.RestorePages;
import io.dumpwarden.admin.page.RestoreTargets;
import io.dumpwarden.admin.page.RunPages;
import io.dumpwarden.admin.route.RouteGroup;
import java.util.List;

/** The pages of what happened, and what can be done with it. */
final class HistoryPages {

  private HistoryPages() {}

  static List<RouteGroup> of(AdminServices services, Pages pages) {
    History history = services.history();
    Desks desks = services.desks();
    return List.of(
        new BackupPages(pages, history.backups(), services.configuration().rows()),
        new BackupDetailPages(
            pages,
            new BackupDetailPages.Records(
                history.backups(), history.runs(), history.restores(), history.drills()),
            desks.proofs()),
        new BackupActions(desks.proofs(), desks.retention().pins(), desks.retention().acceptance()),
        new BackupDeletePages(pages, history.backups(), desks.retention().deletion()),
        new RunPages(pages, history.runs(), history.backups(), desks.runs()),
        new RestoreFlow(
            pages,
            history.backups(),
            new RestoreTargets(services.configuration().snapshots(), desks.checks()::lastScan),
            desks.restores()),
        new RestorePages(pages, history.restores(), history.backups(), desks.restores()),
        new DrillPages(pages, history.drills(), history.backups(), desks.proofs()));
  }
}
