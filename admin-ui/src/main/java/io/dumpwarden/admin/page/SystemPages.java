package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.desk.SystemDesk;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.page.SettingRows.Refused;
import io.dumpwarden.admin.page.SystemPage.Looked;
import io.dumpwarden.admin.page.SystemPage.RowProblem;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.recovery.Finding;
import io.dumpwarden.recovery.RebuildReport;
import io.dumpwarden.view.SelfBackupView;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings, and what there is to see and to do about the installation itself. */
public final class SystemPages implements RouteGroup {

  private static final String PAGE = "/system";
  private static final int SELF_BACKUPS = 10;
  private static final int FINDINGS = 200;

  private final Pages pages;
  private final RowAccess access;
  private final SettingRows settings;
  private final SystemDesk desk;

  public SystemPages(Pages pages, RowAccess access, RowDesk rows, SystemDesk desk) {
    this.pages = pages;
    this.access = access;
    this.settings = new SettingRows(access, rows);
    this.desk = desk;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(PAGE, Access.VIEWER, ctx -> show(ctx, null, null));
    routes.post("/system/settings/{name}", Access.ADMIN, this::save);
    routes.post("/system/self-backup", Access.ADMIN, this::backUp);
    routes.post("/system/catalog-check", Access.OPERATOR, this::check);
    routes.post("/system/catalog-rebuild", Access.ADMIN, this::rebuild);
  }

  private void show(Context ctx, @Nullable Refused refused, @Nullable Looked looked) {
    SystemPage model =
        new SystemPage(
            desk.facts(),
            desk.nodes(),
            problems(),
            settings.all(refused),
            desk.selfBackups(SELF_BACKUPS).stream().map(SelfBackupView::of).toList(),
            access.rows().list(ConfigKind.STORAGE).stream().map(ConfigRow::key).sorted().toList(),
            looked);
    pages.show(ctx, "page/system.jte", Menu.SYSTEM, "Settings and system", model);
  }

  /** What the rows themselves say, and what the daemon thinks of those that say nothing wrong. */
  private List<RowProblem> problems() {
    ConfigSnapshot snapshot = access.snapshots().get();
    Map<RowRef, String> found =
        new TreeMap<>(Comparator.comparing(ref -> ref.kind() + " " + ref.key()));
    for (RowState state : access.states().all()) {
      if (state.problem() != null) {
        found.put(state.row(), state.problem());
      }
    }
    snapshot
        .problems()
        .forEach((ref, problems) -> found.put(ref, RowProblems.words(ref, problems)));
    List<RowProblem> shown = new ArrayList<>();
    found.forEach(
        (ref, message) ->
            shown.add(
                new RowProblem(RowForms.of(ref.kind()).noun(), ref.key(), message, address(ref))));
    return shown;
  }

  /** The page of a row. */
  static String address(RowRef row) {
    return switch (row.kind()) {
      case SERVER -> Links.of("/servers", row.key());
      case STORAGE -> Links.of("/storages", row.key());
      case SCHEDULE -> Links.of("/schedules", row.key());
      case RETENTION_RULE -> Links.of("/schedules", row.key().replaceFirst("/.*", ""));
      case SETTING -> "/system#settings";
      case ENCRYPTION_KEY -> "/keys";
      case CHANNEL -> Links.of("/notifications/channels", row.key());
      case NOTIFICATION_RULE -> "/notifications#rules";
    };
  }

  private void save(Context ctx) {
    String name = ctx.pathParam("name");
    Refused refused = settings.save(ctx, name);
    if (refused == null) {
      Pages.done(ctx, "/system#settings", "Setting %s saved".formatted(name));
    } else {
      show(ctx.status(refused.status()), refused, null);
    }
  }

  private void backUp(Context ctx) {
    desk.backUpSelf(Caller.of(ctx));
    Pages.done(
        ctx, "/system#self-backups", "The metadata store is being backed up to every storage");
  }

  private void check(Context ctx) {
    String storage = Objects.requireNonNullElse(ctx.formParam("storage"), "");
    Told told = new Told();
    List<String> looked = desk.checkCatalog(storage.isEmpty() ? List.of() : List.of(storage), told);
    String done =
        looked.isEmpty()
            ? "No storage is within this node's reach"
            : "Looked at %s".formatted(String.join(", ", looked));
    show(ctx, null, told.looked(done));
  }

  private void askToRebuild(Context ctx, String storage) {
    ConfirmPage model =
        new ConfirmPage(
            "Rebuild the catalog from storage %s?".formatted(storage),
            List.of(
                "Every backup and copy that a manifest on %s tells of, and that has no row here, is added."
                    .formatted(storage),
                "Rows that are there stay as they are.",
                "“Show what it would add” says beforehand what that is."),
            PAGE + "/catalog-rebuild",
            Map.of("storage", storage, "really", "true", "confirmed", "true"),
            "Rebuild",
            PAGE + "#catalog");
    pages.show(ctx, ConfirmPage.TEMPLATE, Menu.SYSTEM, model.question(), model);
  }

  private void rebuild(Context ctx) {
    String storage = Objects.requireNonNullElse(ctx.formParam("storage"), "");
    boolean really = "true".equals(ctx.formParam("really"));
    if (really && !"true".equals(ctx.formParam("confirmed"))) {
      askToRebuild(ctx, storage);
      return;
    }
    SystemDesk.Rebuild wish = new SystemDesk.Rebuild(storage, !really, false);
    Told told = new Told();
    RebuildReport report = desk.rebuildCatalog(wish, told, Caller.of(ctx));
    String done =
        "%s %d backups and %d copies of %s: %d manifests, %d known already, %d foreign"
            .formatted(
                wish.dryRun() ? "Would add" : "Added",
                report.backupsAdded(),
                report.copiesAdded(),
                wish.storage(),
                report.manifests(),
                report.known(),
                report.foreign());
    show(ctx, null, told.looked(done));
  }

  /** Keeps the first findings, and counts the rest. */
  private static final class Told implements Consumer<Finding> {

    private final List<Finding> first = new ArrayList<>();
    private int count;

    @Override
    public void accept(Finding finding) {
      count++;
      if (first.size() < FINDINGS) {
        first.add(finding);
      }
    }

    Looked looked(String done) {
      return new Looked(done, List.copyOf(first), count);
    }
  }
}
