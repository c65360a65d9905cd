package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.desk.RowDesk.Extra;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.page.KeysPage.FormPage;
import io.dumpwarden.admin.page.KeysPage.RemovePage;
import io.dumpwarden.admin.page.KeysPage.Row;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowForms;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys that backups are encrypted with. A passphrase goes in, and is never shown. */
public final class KeyPages implements RouteGroup {

  private static final String LIST = "/keys";
  private static final String NEW = "/keys/new";

  private final Pages pages;
  private final RowAccess access;
  private final RowDesk desk;
  private final RowEditing editing;

  public KeyPages(Pages pages, RowAccess access, RowDesk desk) {
    this.pages = pages;
    this.access = access;
    this.desk = desk;
    this.editing = new RowEditing(RowForms.KEY, access.rows(), access.editor());
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(LIST, Access.VIEWER, this::list);
    routes.get(NEW, Access.ADMIN, ctx -> form(ctx, editing.blank(NEW)));
    routes.post(NEW, Access.ADMIN, this::add);
    routes.post("/keys/{name}/use", Access.ADMIN, this::use);
    routes.get("/keys/{name}/remove", Access.ADMIN, ctx -> askToRemove(ctx, null));
    routes.post("/keys/{name}/remove", Access.ADMIN, this::remove);
  }

  private void list(Context ctx) {
    RowProblems problems = access.problems();
    List<Row> keys =
        access.rows().list(ConfigKind.ENCRYPTION_KEY).stream()
            .sorted(Comparator.comparing(ConfigRow::key))
            .map(row -> row(row, problems))
            .toList();
    pages.show(ctx, "page/keys.jte", Menu.SYSTEM, "Encryption keys", new KeysPage(keys));
  }

  private Row row(ConfigRow row, RowProblems problems) {
    String recipients = row.fields().get("recipients");
    String type = String.valueOf(row.fields().get("type"));
    return new Row(
        row.key(),
        type,
        isCurrent(row.key(), type),
        recipients == null || recipients.isBlank() ? 0 : recipients.strip().split("[,\\s]+").length,
        problems.of(row),
        row.createdAt());
  }

  private boolean isCurrent(String name, String type) {
    return access
        .rows()
        .find(ConfigKind.SETTING, type.equals("age") ? "age_key" : "aes_key")
        .filter(setting -> name.equals(setting.fields().get("value")))
        .isPresent();
  }

  private void form(Context ctx, FormModel model) {
    boolean generate = "true".equals(RowEditing.sent(ctx).apply("generate"));
    FormPage page = new FormPage(model, generate);
    pages.show(ctx, "page/key-form.jte", Menu.SYSTEM, "Add an encryption key", page);
  }

  private void add(Context ctx) {
    Function<String, @Nullable String> sent = RowEditing.sent(ctx);
    boolean generate = "true".equals(sent.apply("generate"));
    Set<Extra> extras = generate ? Set.of(Extra.GENERATE) : Set.of();
    RowEditing.Saved saved =
        editing.add(
            ctx,
            NEW,
            field -> field.equals("checkValue") ? null : sent.apply(field),
            changes -> desk.add(ConfigKind.ENCRYPTION_KEY, changes, extras, Caller.of(ctx)));
    ConfigRow row = saved.row();
    if (row == null) {
      form(ctx.status(saved.status()), saved.model());
    } else {
      Pages.done(
          ctx,
          LIST,
          generate
              ? "Key %s added; its passphrase is sealed in the metadata store alone"
                  .formatted(row.key())
              : "Key %s added".formatted(row.key()));
    }
  }

  private void use(Context ctx) {
    ConfigRow row = found(ctx);
    desk.useKey(row.key(), Caller.of(ctx));
    Pages.done(ctx, LIST, "New backups are encrypted with key %s".formatted(row.key()));
  }

  private void askToRemove(Context ctx, @Nullable String refused) {
    ConfigRow row = found(ctx);
    pages.show(
        ctx,
        "page/key-remove.jte",
        Menu.SYSTEM,
        "Remove key " + row.key(),
        new RemovePage(row(row, access.problems()), neededBy(row.key()), refused));
  }

  private List<Removal.Use> neededBy(String key) {
    List<Removal.Use> uses = new ArrayList<>();
    access.rows().list(ConfigKind.SCHEDULE).stream()
        .filter(row -> key.equals(row.fields().get("encryption_key")))
        .map(row -> new Removal.Use("schedule " + row.key(), Links.of("/schedules", row.key())))
        .forEach(uses::add);
    access.rows().list(ConfigKind.SETTING).stream()
        .filter(row -> row.key().endsWith("_key") && key.equals(row.fields().get("value")))
        .map(row -> new Removal.Use("setting " + row.key(), "/system#settings"))
        .forEach(uses::add);
    return uses;
  }

  /** Where stored backups need it, only whoever typed its name gets on. */
  private void remove(Context ctx) {
    ConfigRow row = found(ctx);
    boolean typed = row.key().equals(ctx.formParam("confirm"));
    try {
      Set<Extra> extras = typed ? Set.of(Extra.FORCE) : Set.of();
      desk.remove(ConfigKind.ENCRYPTION_KEY, row.key(), extras, Caller.of(ctx));
      Pages.done(ctx, LIST, "Key %s removed".formatted(row.key()));
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.CONFIG_INVALID && e.code() != ErrorCode.CONFIG_CONFLICT) {
        throw e;
      }
      ctx.status(e.code() == ErrorCode.CONFIG_INVALID ? 422 : 409);
      askToRemove(ctx, e.getMessage());
    }
  }

  private ConfigRow found(Context ctx) {
    return editing.find(ctx.pathParam("name"));
  }
}
