package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.page.DumpOptionsPage.Chosen;
import io.dumpwarden.admin.page.DumpOptionsPage.Own;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.page.SettingRows.Refused;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.DumpOptionTable;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.view.DumpCommandView;
import io.dumpwarden.view.DumpOptionView;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Dump options: the list of those that there are, who says what, and what it comes to. */
public final class DumpOptionPages implements RouteGroup {

  private static final String PAGE = "/dump-options";
  private static final String SETTING = "dump_options";

  private final Pages pages;
  private final RowAccess access;
  private final SettingRows settings;
  private final CheckDesk checks;

  public DumpOptionPages(Pages pages, RowAccess access, RowDesk rows, CheckDesk checks) {
    this.pages = pages;
    this.access = access;
    this.settings = new SettingRows(access, rows);
    this.checks = checks;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(PAGE, Access.VIEWER, ctx -> show(ctx, null));
    routes.post(PAGE, Access.ADMIN, this::save);
  }

  private void save(Context ctx) {
    Refused refused = settings.save(ctx, SETTING);
    if (refused == null) {
      Pages.done(ctx, PAGE, "Dump options of the fleet saved");
    } else {
      show(ctx.status(refused.status()), refused);
    }
  }

  private void show(Context ctx, @Nullable Refused refused) {
    Chosen chosen = new Chosen(param(ctx, "server"), param(ctx, "schedule"));
    DumpCommandView command = null;
    String failure = null;
    if (!chosen.server().isEmpty()) {
      try {
        command = checks.dumpCommand(chosen.server(), orNull(chosen.schedule()));
      } catch (DumpwardenException e) {
        failure = "%s. %s".formatted(e.getMessage(), e.hint());
      }
    }
    DumpOptionsPage model =
        new DumpOptionsPage(
            DumpOptionTable.all().stream().map(DumpOptionView::of).toList(),
            settings.one(SETTING, refused),
            overrides(),
            new TreeMap<>(DumpOptionTable.refused()),
            chosen,
            names(ConfigKind.SERVER),
            names(ConfigKind.SCHEDULE),
            command,
            failure);
    pages.show(ctx, "page/dump-options.jte", Menu.DUMP_OPTIONS, "Dump options", model);
  }

  private static String param(Context ctx, String name) {
    return Objects.requireNonNullElse(ctx.queryParam(name), "");
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private List<String> names(ConfigKind kind) {
    return access.rows().list(kind).stream().map(ConfigRow::key).sorted().toList();
  }

  private List<Own> overrides() {
    List<Own> found = new ArrayList<>();
    for (ConfigKind kind : List.of(ConfigKind.SERVER, ConfigKind.SCHEDULE)) {
      for (ConfigRow row : access.rows().list(kind)) {
        String options = row.fields().get("dump_options");
        if (options != null && !options.isBlank()) {
          found.add(new Own(kind.table(), row.key(), options, SystemPages.address(row.ref())));
        }
      }
    }
    return found;
  }
}
