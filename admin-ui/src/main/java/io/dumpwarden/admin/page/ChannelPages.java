package io.dumpwarden.admin.page;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.page.NotificationsPage.ChannelForm;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.notify.NotificationHistory;
import io.dumpwarden.view.Findings;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Channels: one of them, its form, its test, its removal. */
public final class ChannelPages implements RouteGroup {

  private static final String LIST = "/notifications";
  private static final String CHANNELS = "/notifications/channels";
  private static final String NEW = CHANNELS + "/new";

  private final Pages pages;
  private final RowAccess access;
  private final RowEditing editing;
  private final CheckDesk checks;
  private final NotificationLook look;

  public ChannelPages(
      Pages pages, RowAccess access, CheckDesk checks, NotificationHistory history) {
    this.pages = pages;
    this.access = access;
    this.editing = new RowEditing(RowForms.CHANNEL, access.rows(), access.editor());
    this.checks = checks;
    this.look = new NotificationLook(access, history);
  }

  @Override
  public void addTo(Routes routes) {
    String one = CHANNELS + "/{name}";
    routes.get(NEW, Access.ADMIN, this::fresh);
    routes.post(NEW, Access.ADMIN, this::add);
    routes.post(CHANNELS + "/test", Access.ADMIN, this::testUnsaved);
    routes.get(one, Access.VIEWER, ctx -> show(ctx, row(ctx), null));
    routes.get(one + "/edit", Access.ADMIN, this::edit);
    routes.post(one + "/edit", Access.ADMIN, this::save);
    routes.post(one + "/test", Access.OPERATOR, this::test);
    routes.post(one + "/enabled", Access.ADMIN, this::enable);
    routes.get(one + "/remove", Access.ADMIN, this::askToRemove);
    routes.post(one + "/remove", Access.ADMIN, this::remove);
  }

  private void show(Context ctx, ConfigRow row, @Nullable Findings findings) {
    pages.show(ctx, "page/channel.jte", Menu.NOTIFICATIONS, row.key(), look.one(row, findings));
  }

  /** Each type has a form of its own. */
  private void fresh(Context ctx) {
    String asked = ctx.queryParam("type");
    String type =
        Stream.of(ChannelType.values())
            .map(ChannelType::id)
            .filter(id -> id.equals(asked))
            .findFirst()
            .orElse(ChannelType.EMAIL.id());
    form(ctx, editing.blank(NEW).preset(Map.of("type", type)), null);
  }

  private void form(Context ctx, FormModel model, @Nullable Findings findings) {
    pages.show(
        ctx,
        "page/channel-form.jte",
        Menu.NOTIFICATIONS,
        model.isNew() ? "Add a channel" : "Edit " + model.name(),
        new ChannelForm(model, findings));
  }

  private void add(Context ctx) {
    answer(ctx, editing.add(ctx, NEW), "added");
  }

  private void edit(Context ctx) {
    ConfigRow row = row(ctx);
    form(ctx, editing.of(row, address(row.key()) + "/edit"), null);
  }

  private void save(Context ctx) {
    String name = ctx.pathParam("name");
    answer(ctx, editing.edit(ctx, name, address(name) + "/edit"), "saved");
  }

  private void answer(Context ctx, RowEditing.Saved saved, String done) {
    ConfigRow row = saved.row();
    if (row == null) {
      form(ctx.status(saved.status()), saved.model(), null);
    } else {
      Pages.done(ctx, address(row.key()), "Channel %s %s".formatted(row.key(), done));
    }
  }

  private void testUnsaved(Context ctx) {
    new FormTest(pages, editing, checks, Menu.NOTIFICATIONS)
        .answer(
            ctx,
            row -> RowEditing.sent(ctx),
            (row, findings) -> {
              String action = row == null ? NEW : address(row.key()) + "/edit";
              form(ctx, editing.unsaved(ctx, row, action), findings);
            });
  }

  private void test(Context ctx) {
    ConfigRow row = row(ctx);
    show(ctx, row, Tests.run(editing, () -> checks.test(ConfigKind.CHANNEL, row.key())));
  }

  private void enable(Context ctx) {
    ConfigRow row = row(ctx);
    boolean on = "true".equals(ctx.formParam("enabled"));
    access
        .editor()
        .edit(
            ConfigKind.CHANNEL,
            row.key(),
            OptionalLong.empty(),
            RowChanges.of(Map.of("enabled", Boolean.toString(on))),
            Caller.of(ctx).actor());
    Pages.done(
        ctx,
        address(row.key()),
        on
            ? "Channel %s is enabled".formatted(row.key())
            : "Channel %s is disabled: nothing is sent through it".formatted(row.key()));
  }

  private void askToRemove(Context ctx) {
    ConfigRow row = row(ctx);
    String at = address(row.key());
    List<Removal.Use> uses =
        look.rulesTo(row.key()).stream()
            .map(rule -> new Removal.Use("rule " + rule, NotificationRulePages.address(rule)))
            .toList();
    Removal.Page page =
        new Removal.Page(
            "channel",
            row.key(),
            at + "/remove",
            at,
            List.of(
                "Dumpwarden forgets its settings and its secret.",
                "Messages that wait to be sent through it are dropped."),
            List.of("What was sent through it stays in the history for 30 days."),
            uses);
    pages.show(ctx, Removal.TEMPLATE, Menu.NOTIFICATIONS, "Remove " + row.key(), page);
  }

  /** Where rules came to name it meanwhile, the page says which. */
  private void remove(Context ctx) {
    ConfigRow row = row(ctx);
    try {
      access.editor().remove(ConfigKind.CHANNEL, row.key(), Caller.of(ctx).actor());
      Pages.done(ctx, LIST, "Channel %s removed".formatted(row.key()));
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.CONFIG_INVALID) {
        throw e;
      }
      askToRemove(ctx.status(422));
    }
  }

  private static String address(String name) {
    return Links.of(CHANNELS, name);
  }

  private ConfigRow row(Context ctx) {
    return editing.find(ctx.pathParam("name"));
  }
}
