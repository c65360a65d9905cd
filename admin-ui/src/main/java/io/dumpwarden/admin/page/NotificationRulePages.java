package io.dumpwarden.admin.page;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.notify.NotificationHistory;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One notification rule: its form and its removal. */
public final class NotificationRulePages implements RouteGroup {

  private static final String LIST = "/notifications";
  private static final String RULES = "/notifications/rules";
  private static final String NEW = RULES + "/new";

  private final Pages pages;
  private final RowAccess access;
  private final RowEditing editing;
  private final NotificationLook look;

  public NotificationRulePages(Pages pages, RowAccess access, NotificationHistory history) {
    this.pages = pages;
    this.access = access;
    this.editing = new RowEditing(RowForms.NOTIFICATION_RULE, access.rows(), access.editor());
    this.look = new NotificationLook(access, history);
  }

  @Override
  public void addTo(Routes routes) {
    String one = RULES + "/{name}";
    routes.get(NEW, Access.ADMIN, this::fresh);
    routes.post(NEW, Access.ADMIN, this::add);
    routes.get(one, Access.ADMIN, this::edit);
    routes.post(one, Access.ADMIN, this::save);
    routes.get(one + "/remove", Access.ADMIN, this::askToRemove);
    routes.post(one + "/remove", Access.ADMIN, this::remove);
  }

  private void fresh(Context ctx) {
    String channel = Objects.requireNonNullElse(ctx.queryParam("channel"), "");
    show(ctx, editing.blank(NEW).preset(Map.of("channels", channel)));
  }

  private void add(Context ctx) {
    answer(
        ctx,
        editing.add(
            ctx,
            NEW,
            sent(ctx),
            changes -> {
              requireEvents(changes);
              return access
                  .editor()
                  .add(ConfigKind.NOTIFICATION_RULE, changes, Caller.of(ctx).actor());
            }),
        "added");
  }

  private void edit(Context ctx) {
    ConfigRow row = row(ctx);
    show(ctx, editing.of(row, address(row.key())));
  }

  private void save(Context ctx) {
    String name = ctx.pathParam("name");
    RowEditing.Edits edits =
        (row, changes) -> {
          requireEvents(changes);
          OptionalLong version = OptionalLong.of(row.version());
          return access
              .editor()
              .edit(row.kind(), row.key(), version, changes, Caller.of(ctx).actor());
        };
    answer(ctx, editing.edit(name, address(name), sent(ctx), edits), "saved");
  }

  /** No box ticked must not mean all of them, as a text that says nothing does. */
  private static void requireEvents(RowChanges changes) {
    String events = changes.fields().get("events");
    if (events != null && events.isBlank()) {
      throw new InvalidConfigException(
          new RowRef(ConfigKind.NOTIFICATION_RULE, "" + changes.fields().get("name")),
          List.of(new Problem("events", "tick at least one")));
    }
  }

  private void answer(Context ctx, RowEditing.Saved saved, String done) {
    ConfigRow row = saved.row();
    if (row == null) {
      show(ctx.status(saved.status()), saved.model());
    } else {
      Pages.done(ctx, LIST, "Rule %s %s".formatted(row.key(), done));
    }
  }

  private void show(Context ctx, FormModel model) {
    pages.show(
        ctx,
        "page/notification-rule.jte",
        Menu.NOTIFICATIONS,
        model.isNew() ? "Add a rule" : "Edit rule " + model.name(),
        new NotificationRuleForm(model, look.channelNames()));
  }

  private void askToRemove(Context ctx) {
    ConfigRow row = row(ctx);
    String at = address(row.key());
    Removal.Page page =
        new Removal.Page(
            "notification rule",
            row.key(),
            at + "/remove",
            at,
            List.of("Nobody is told by it any more, not even that what it told of is well again."),
            List.of("Its channels, and what was sent."),
            List.of());
    pages.show(ctx, Removal.TEMPLATE, Menu.NOTIFICATIONS, "Remove rule " + row.key(), page);
  }

  private void remove(Context ctx) {
    ConfigRow row = row(ctx);
    access.editor().remove(ConfigKind.NOTIFICATION_RULE, row.key(), Caller.of(ctx).actor());
    Pages.done(ctx, LIST, "Rule %s removed".formatted(row.key()));
  }

  private static Function<String, @Nullable String> sent(Context ctx) {
    return NotificationRuleForm.sent(ctx.formParamMap());
  }

  /** The page of a rule. */
  static String address(String name) {
    return Links.of(RULES, name);
  }

  private ConfigRow row(Context ctx) {
    return editing.find(ctx.pathParam("name"));
  }
}
