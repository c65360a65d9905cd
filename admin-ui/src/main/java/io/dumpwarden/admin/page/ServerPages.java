package io.dumpwarden.admin.page;

import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.page.ServersPage.Filter;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.scan.KnownServers;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.ScanView;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Servers: the list, one of them, its form, its removal. */
public final class ServerPages implements RouteGroup {

  private static final String FORM = "page/server-form.jte";
  private static final String DETAIL = "page/server.jte";
  private static final String LIST = "/servers";
  private static final String NEW = "/servers/new";

  private final Pages pages;
  private final ConfigEditor editor;
  private final RowEditing editing;
  private final CheckDesk checks;
  private final ServerList list;
  private final ServerLook look;
  private final Removal removal;

  public ServerPages(
      Pages pages, RowAccess access, RunQueue runs, KnownServers known, CheckDesk checks) {
    this.pages = pages;
    this.editor = access.editor();
    this.editing = new RowEditing(RowForms.SERVER, access.rows(), access.editor());
    this.checks = checks;
    this.list = new ServerList(access, known);
    this.look = new ServerLook(access, runs, checks);
    this.removal = new Removal(access.rows());
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(LIST, Access.VIEWER, this::list);
    routes.get(NEW, Access.ADMIN, this::fresh);
    routes.post(NEW, Access.ADMIN, this::add);
    routes.post("/servers/test", Access.ADMIN, this::testUnsaved);
    routes.get("/servers/{name}", Access.VIEWER, this::show);
    routes.get("/servers/{name}/runs", Access.VIEWER, this::lastRuns);
    routes.get("/servers/{name}/edit", Access.ADMIN, this::edit);
    routes.post("/servers/{name}/edit", Access.ADMIN, this::save);
    routes.post("/servers/{name}/scan", Access.OPERATOR, this::scan);
    routes.post("/servers/{name}/test", Access.OPERATOR, this::test);
    routes.post("/servers/{name}/enabled", Access.ADMIN, this::enable);
    routes.get("/servers/{name}/disable", Access.ADMIN, this::askToDisable);
    routes.get("/servers/{name}/remove", Access.ADMIN, this::askToRemove);
    routes.post("/servers/{name}/remove", Access.ADMIN, this::remove);
  }

  private void list(Context ctx) {
    Filter filter =
        new Filter(
            param(ctx, "q").strip(), param(ctx, "label"), param(ctx, "state"), param(ctx, "after"));
    pages.show(ctx, "page/servers.jte", Menu.SERVERS, "Servers", list.of(filter, pages.now()));
  }

  private static String param(Context ctx, String name) {
    return Objects.requireNonNullElse(ctx.queryParam(name), "");
  }

  private void fresh(Context ctx) {
    form(ctx, editing.blank(NEW));
  }

  private void add(Context ctx) {
    RowEditing.Saved saved = editing.add(ctx, NEW);
    ConfigRow row = saved.row();
    if (row == null) {
      form(ctx.status(saved.status()), saved.model());
    } else {
      Pages.done(ctx, Links.of(LIST, row.key()), "Server %s added".formatted(row.key()));
    }
  }

  private void edit(Context ctx) {
    ConfigRow row = row(ctx);
    form(ctx, editing.of(row, Links.of(LIST, row.key()) + "/edit"));
  }

  private void save(Context ctx) {
    String name = ctx.pathParam("name");
    RowEditing.Saved saved = editing.edit(ctx, name, Links.of(LIST, name) + "/edit");
    if (saved.isDone()) {
      Pages.done(ctx, Links.of(LIST, name), "Server %s saved".formatted(name));
    } else {
      form(ctx.status(saved.status()), saved.model());
    }
  }

  private void form(Context ctx, FormModel model) {
    form(ctx, new ServerFormPage(model, null));
  }

  private void form(Context ctx, ServerFormPage page) {
    String title = page.form().isNew() ? "Add a server" : "Edit " + page.form().name();
    pages.show(ctx, FORM, Menu.SERVERS, title, page);
  }

  private void testUnsaved(Context ctx) {
    new FormTest(pages, editing, checks, Menu.SERVERS)
        .answer(
            ctx,
            row -> RowEditing.sent(ctx),
            (row, findings) -> {
              String action = row == null ? NEW : Links.of(LIST, row.key()) + "/edit";
              form(ctx, new ServerFormPage(editing.unsaved(ctx, row, action), findings));
            });
  }

  private void show(Context ctx) {
    show(ctx, row(ctx), null, null);
  }

  private void show(
      Context ctx, ConfigRow row, @Nullable ScanView scan, @Nullable Findings findings) {
    pages.show(ctx, DETAIL, Menu.SERVERS, row.key(), look.of(row, scan, findings));
  }

  private void lastRuns(Context ctx) {
    pages.show(ctx, LastRuns.TEMPLATE, Menu.SERVERS, "Last runs", look.runs(row(ctx).key()));
  }

  private void scan(Context ctx) {
    ConfigRow row = row(ctx);
    ScanView scan = checks.scan(row.key());
    if (scan.error() == null) {
      Pages.done(
          ctx,
          Links.of(LIST, row.key()),
          "Server %s scanned: %d databases".formatted(row.key(), scan.databases().size()));
    } else {
      show(ctx, row, scan, null);
    }
  }

  private void test(Context ctx) {
    ConfigRow row = row(ctx);
    show(ctx, row, null, Tests.run(editing, () -> checks.test(ConfigKind.SERVER, row.key())));
  }

  private void askToDisable(Context ctx) {
    ConfigRow row = row(ctx);
    String at = Links.of(LIST, row.key());
    List<String> schedules = look.schedules(row.key());
    ConfirmPage model =
        new ConfirmPage(
            "Disable server %s?".formatted(row.key()),
            List.of(
                schedules.isEmpty()
                    ? "No schedule backs it up now; none will while it is disabled."
                    : "No schedule backs it up any more; now these do: %s."
                        .formatted(String.join(", ", schedules)),
                "What is stored of it stays."),
            at + "/enabled",
            Map.of("enabled", "false"),
            "Disable server",
            at);
    pages.show(ctx, ConfirmPage.TEMPLATE, Menu.SERVERS, model.question(), model);
  }

  private void enable(Context ctx) {
    ConfigRow row = row(ctx);
    boolean on = "true".equals(ctx.formParam("enabled"));
    editor.edit(
        ConfigKind.SERVER,
        row.key(),
        OptionalLong.empty(),
        RowChanges.of(Map.of("enabled", Boolean.toString(on))),
        Caller.of(ctx).actor());
    Pages.done(
        ctx,
        Links.of(LIST, row.key()),
        on
            ? "Server %s is backed up again".formatted(row.key())
            : "Server %s is disabled: no schedule backs it up".formatted(row.key()));
  }

  private void askToRemove(Context ctx) {
    ConfigRow row = row(ctx);
    pages.show(ctx, Removal.TEMPLATE, Menu.SERVERS, "Remove " + row.key(), removal.server(row));
  }

  /** Where schedules came to name it meanwhile, the page says which. */
  private void remove(Context ctx) {
    ConfigRow row = row(ctx);
    try {
      editor.remove(ConfigKind.SERVER, row.key(), Caller.of(ctx).actor());
      Pages.done(ctx, LIST, "Server %s removed; its history stays".formatted(row.key()));
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.CONFIG_INVALID) {
        throw e;
      }
      askToRemove(ctx.status(422));
    }
  }

  private ConfigRow row(Context ctx) {
    return editing.find(ctx.pathParam("name"));
  }
}
