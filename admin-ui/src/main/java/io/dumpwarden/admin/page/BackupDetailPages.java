package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.drill.DrillFilter;
import io.dumpwarden.drill.DrillStore;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.restore.RestoreFilter;
import io.dumpwarden.restore.RestoreStore;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.view.DrillView;
import io.dumpwarden.view.RestoreView;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One backup: what it holds, where it rests, what became of it. */
public final class BackupDetailPages implements RouteGroup {

  private static final int MOST = 20;

  /** What the page is put together from. */
  public record Records(
      BackupCatalog backups, RunQueue runs, RestoreStore restores, DrillStore drills) {}

  private final Pages pages;
  private final Records records;
  private final ProofDesk proofs;

  public BackupDetailPages(Pages pages, Records records, ProofDesk proofs) {
    this.pages = pages;
    this.records = records;
    this.proofs = proofs;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/backups/{id}", Access.VIEWER, ctx -> show(ctx, "page/backup.jte"));
    routes.get("/backups/{id}/copies", Access.VIEWER, ctx -> show(ctx, "part/backup-copies.jte"));
  }

  private void show(Context ctx, String template) {
    Backup backup = require(records.backups(), ctx.pathParam("id"));
    Frame frame = pages.frame(ctx, Menu.BACKUPS, "Backup of " + backup.title());
    pages.part(ctx, template, frame, page(backup, frame));
  }

  /**
   * @throws DumpwardenException {@code NOT_FOUND}
   */
  static Backup require(BackupCatalog backups, String id) {
    return backups
        .find(id)
        .orElseThrow(
            () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no backup " + id));
  }

  private BackupPage page(Backup backup, Frame frame) {
    DumpFacts result = backup.result();
    String id = backup.id();
    return new BackupPage(
        BackupRow.of(backup, frame.now()),
        ManifestFacts.of(result),
        result == null ? null : result.rawDigest(),
        hint(backup.errorCode()),
        records.runs().find(backup.runId()).isPresent(),
        restores(id),
        drills(id),
        proofs.isVerifying(id));
  }

  /** What the catalogue of errors says to do about a code; null where it says nothing. */
  static @Nullable String hint(@Nullable String code) {
    return code == null ? null : ErrorCode.of(code).map(ErrorCode::hint).orElse(null);
  }

  private List<RestoreView> restores(String id) {
    return records.restores().list(new RestoreFilter(null, null, id, null, MOST)).stream()
        .map(RestoreView::of)
        .toList();
  }

  private List<DrillView> drills(String id) {
    return records.drills().list(new DrillFilter(null, id, null, null, null, null, MOST)).stream()
        .map(DrillView::of)
        .toList();
  }
}
