package io.dumpwarden.admin.page;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.desk.RowDesk.Extra;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.page.StoragesPage.FormPage;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.view.Findings;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Storages: the list, one of them, its form, its removal. */
public final class StoragePages implements RouteGroup {

  private static final String LIST = "/storages";
  private static final String NEW = "/storages/new";
  private static final Set<String> LOCAL = Set.of("path", "shared", "stallLimit");

  private final Pages pages;
  private final RowDesk desk;
  private final RowEditing editing;
  private final CheckDesk checks;
  private final StorageLook look;
  private final Removal removal;

  public StoragePages(
      Pages pages, RowAccess access, RowDesk desk, CheckDesk checks, StorageFigures figures) {
    this.pages = pages;
    this.desk = desk;
    this.editing = new RowEditing(RowForms.STORAGE, access.rows(), access.editor());
    this.checks = checks;
    this.look = new StorageLook(access, figures.known(), figures.summary());
    this.removal = new Removal(access.rows());
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(LIST, Access.VIEWER, this::list);
    routes.get(NEW, Access.ADMIN, ctx -> form(ctx, editing.blank(NEW), null));
    routes.post(NEW, Access.ADMIN, this::add);
    routes.post("/storages/test", Access.ADMIN, this::testUnsaved);
    routes.get("/storages/{name}", Access.VIEWER, ctx -> show(ctx, row(ctx), null));
    routes.get("/storages/{name}/edit", Access.ADMIN, this::edit);
    routes.post("/storages/{name}/edit", Access.ADMIN, this::save);
    routes.post("/storages/{name}/test", Access.OPERATOR, this::test);
    routes.post("/storages/{name}/enabled", Access.ADMIN, this::enable);
    routes.get("/storages/{name}/disable", Access.ADMIN, this::askToDisable);
    routes.get("/storages/{name}/remove", Access.ADMIN, this::askToRemove);
    routes.post("/storages/{name}/remove", Access.ADMIN, this::remove);
  }

  private void list(Context ctx) {
    pages.show(ctx, "page/storages.jte", Menu.STORAGES, "Storages", look.all());
  }

  private void show(Context ctx, ConfigRow row, @Nullable Findings findings) {
    pages.show(ctx, "page/storage.jte", Menu.STORAGES, row.key(), look.one(row, findings));
  }

  private void form(Context ctx, FormModel model, @Nullable Findings findings) {
    boolean extra = ctx.formParam("extra") != null;
    pages.show(
        ctx,
        "page/storage-form.jte",
        Menu.STORAGES,
        model.isNew() ? "Add a storage" : "Edit " + model.name(),
        new FormPage(model, findings, extra));
  }

  private void add(Context ctx) {
    Set<Extra> extras = ctx.formParam("extra") == null ? Set.of() : Set.of(Extra.ADOPT);
    RowEditing.Saved saved =
        editing.add(
            ctx,
            NEW,
            ofType(RowEditing.sent(ctx), ctx.formParam("type")),
            changes -> desk.add(ConfigKind.STORAGE, changes, extras, Caller.of(ctx)));
    ConfigRow row = saved.row();
    if (row == null) {
      form(ctx.status(saved.status()), whole(ctx, saved.model()), null);
    } else {
      Pages.done(
          ctx,
          Links.of(LIST, row.key()),
          extras.isEmpty()
              ? "Storage %s added".formatted(row.key())
              : "Storage %s taken over; rebuild the catalog under Settings and system to see its backups"
                  .formatted(row.key()));
    }
  }

  /** What was typed for the other type is kept too, in case the person changes back. */
  private FormModel whole(Context ctx, FormModel model) {
    return model.preset(editing.fields().typed(RowEditing.sent(ctx)));
  }

  /** Both types' fields come from the form of a new one; those of the other type say nothing. */
  private static Function<String, @Nullable String> ofType(
      Function<String, @Nullable String> sent, @Nullable String type) {
    return field -> isOf(type, field) ? sent.apply(field) : null;
  }

  private static boolean isOf(@Nullable String type, String field) {
    boolean setting =
        RowForms.STORAGE.options().stream()
            .filter(option -> option.jsonName().equals(field))
            .anyMatch(option -> option.isSetting() || option.form() == RowOption.Form.SECRET);
    boolean both = !setting || field.equals("stallLimit");
    return both || LOCAL.contains(field) == "local".equals(type);
  }

  private void edit(Context ctx) {
    ConfigRow row = row(ctx);
    form(ctx, editing.of(row, Links.of(LIST, row.key()) + "/edit"), null);
  }

  private void save(Context ctx) {
    String name = ctx.pathParam("name");
    Set<Extra> extras = ctx.formParam("extra") == null ? Set.of() : Set.of(Extra.MOVED);
    RowEditing.Saved saved =
        editing.edit(
            ctx,
            name,
            Links.of(LIST, name) + "/edit",
            (row, changes) ->
                desk.edit(row, OptionalLong.of(row.version()), changes, extras, Caller.of(ctx)));
    if (saved.isDone()) {
      Pages.done(ctx, Links.of(LIST, name), "Storage %s saved".formatted(name));
    } else {
      form(ctx.status(saved.status()), saved.model(), null);
    }
  }

  private void testUnsaved(Context ctx) {
    new FormTest(pages, editing, checks, Menu.STORAGES)
        .answer(
            ctx,
            row ->
                ofType(
                    RowEditing.sent(ctx),
                    row == null ? ctx.formParam("type") : row.fields().get("type")),
            (row, findings) -> {
              String action = row == null ? NEW : Links.of(LIST, row.key()) + "/edit";
              form(ctx, editing.unsaved(ctx, row, action), findings);
            });
  }

  private void test(Context ctx) {
    ConfigRow row = row(ctx);
    show(ctx, row, Tests.run(editing, () -> checks.test(ConfigKind.STORAGE, row.key())));
  }

  private void askToDisable(Context ctx) {
    ConfigRow row = row(ctx);
    String at = Links.of(LIST, row.key());
    List<String> nowhere = look.onlyWritingTo(row.key());
    ConfirmPage model =
        new ConfirmPage(
            "Disable storage %s?".formatted(row.key()),
            List.of(
                nowhere.isEmpty()
                    ? "Nothing is written to it; every schedule that wrote to it has another storage."
                    : "Nothing is written to it. These schedules would then write nowhere, and back up nothing: %s."
                        .formatted(String.join(", ", nowhere)),
                "What it holds stays there."),
            at + "/enabled",
            Map.of("enabled", "false"),
            "Disable storage",
            at);
    pages.show(ctx, ConfirmPage.TEMPLATE, Menu.STORAGES, model.question(), model);
  }

  private void enable(Context ctx) {
    ConfigRow row = row(ctx);
    boolean on = "true".equals(ctx.formParam("enabled"));
    desk.edit(
        row,
        OptionalLong.empty(),
        RowChanges.of(Map.of("enabled", Boolean.toString(on))),
        Set.of(),
        Caller.of(ctx));
    Pages.done(
        ctx,
        Links.of(LIST, row.key()),
        on
            ? "Storage %s is written to again".formatted(row.key())
            : "Storage %s is disabled: nothing is written to it".formatted(row.key()));
  }

  private void askToRemove(Context ctx) {
    ConfigRow row = row(ctx);
    long copies = look.copies(row.key());
    pages.show(
        ctx, Removal.TEMPLATE, Menu.STORAGES, "Remove " + row.key(), removal.storage(row, copies));
  }

  /** Where rules came to write there meanwhile, the page says which. */
  private void remove(Context ctx) {
    ConfigRow row = row(ctx);
    try {
      desk.remove(ConfigKind.STORAGE, row.key(), Set.of(), Caller.of(ctx));
      Pages.done(ctx, LIST, "Storage %s removed; what it holds stays".formatted(row.key()));
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
