package io.dumpwarden.admin.page;

import io.dumpwarden.access.InvalidFieldsException;
import io.dumpwarden.access.User;
import io.dumpwarden.access.UserEditor;
import io.dumpwarden.access.UserEditor.NewUser;
import io.dumpwarden.access.UserEditor.UserChanges;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.page.UserFormPage.Values;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Who may use the admin server: one user at a time. */
public final class UserPages implements RouteGroup {

  private static final String LIST = "/users";
  private static final String NEW = "/users/new";
  private static final String ONE = "/users/{name}";

  private final Pages pages;
  private final UserEditor users;

  public UserPages(Pages pages, UserEditor users) {
    this.pages = pages;
    this.users = users;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(NEW, Access.ADMIN, this::fresh);
    routes.post(NEW, Access.ADMIN, this::add);
    routes.get(ONE, Access.ADMIN, ctx -> show(ctx, user(ctx)));
    routes.post(ONE, Access.ADMIN, this::save);
    routes.get(ONE + "/reset", Access.ADMIN, this::askToReset);
    routes.post(ONE + "/reset", Access.ADMIN, this::reset);
    routes.get(ONE + "/remove", Access.ADMIN, this::askToRemove);
    routes.post(ONE + "/remove", Access.ADMIN, this::remove);
  }

  private void fresh(Context ctx) {
    form(ctx, fresh(new Values("", "viewer", true, true), Map.of()));
  }

  private static UserFormPage fresh(Values values, Map<String, String> errors) {
    return new UserFormPage(null, null, values, null, errors);
  }

  private void add(Context ctx) {
    Values values = values(ctx);
    String password = field(ctx, "password");
    NewUser wanted =
        new NewUser(
            values.name(),
            values.role(),
            password.isEmpty() ? null : Secret.of(password),
            values.mustChangePassword());
    try {
      UserEditor.Added added = users.add(wanted, Caller.of(ctx).actor());
      String name = added.user().name();
      Secret made = added.password();
      if (made == null) {
        Pages.done(ctx, LIST, "User %s added".formatted(name));
      } else {
        once(ctx, name, made);
      }
    } catch (InvalidFieldsException e) {
      Map<String, String> errors = typeAgain(password, AccountPages.errors(e));
      form(ctx.status(HttpStatus.UNPROCESSABLE_CONTENT), fresh(values, errors));
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.ALREADY_EXISTS) {
        throw e;
      }
      Map<String, String> errors = Map.of("name", String.valueOf(e.getMessage()));
      form(ctx.status(HttpStatus.CONFLICT), fresh(values, typeAgain(password, errors)));
    }
  }

  /** Sent as the form comes back, one would be made up instead of the one that was typed. */
  private static Map<String, String> typeAgain(String password, Map<String, String> errors) {
    Map<String, String> all = new LinkedHashMap<>(errors);
    if (!password.isEmpty()) {
      all.merge("password", FormFields.TYPE_AGAIN, (a, b) -> a + "; " + b);
    }
    return all;
  }

  private void show(Context ctx, User user) {
    form(ctx, of(user, Values.of(user), null));
  }

  private UserFormPage of(User user, Values values, @Nullable String problem) {
    return new UserFormPage(
        user, users.lockedUntil(List.of(user)).get(user.name()), values, problem, Map.of());
  }

  private void save(Context ctx) {
    User user = user(ctx);
    Values values = values(ctx);
    String version = field(ctx, "version");
    OptionalLong expected =
        version.matches("\\d{1,18}")
            ? OptionalLong.of(Long.parseLong(version))
            : OptionalLong.empty();
    UserChanges changes = new UserChanges(values.role(), values.enabled());
    try {
      users.edit(user.name(), expected, changes, Caller.of(ctx).actor());
      Pages.done(ctx, LIST, "User %s saved".formatted(user.name()));
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.CONFIG_CONFLICT) {
        throw e;
      }
      String why = "%s: %s".formatted(e.getMessage(), e.hint());
      form(ctx.status(HttpStatus.CONFLICT), of(users.get(user.name()), values, why));
    }
  }

  private void form(Context ctx, UserFormPage model) {
    User user = model.user();
    String title = user == null ? "Add a user" : user.name();
    pages.show(ctx, "page/user-form.jte", Menu.USERS, title, model);
  }

  private void askToReset(Context ctx) {
    User user = user(ctx);
    String at = Links.of(LIST, user.name());
    confirm(
        ctx,
        new ConfirmPage(
            "Reset the password of %s?".formatted(user.name()),
            List.of(
                "A new password is made up and shown once; the old one no longer works.",
                "All sessions of %s end, and so does a lock-out.".formatted(user.name()),
                "The new password has to be changed at the first login."),
            at + "/reset",
            "Reset password",
            at));
  }

  private void reset(Context ctx) {
    User user = user(ctx);
    once(ctx, user.name(), users.reset(user.name(), Caller.of(ctx).actor()));
  }

  private void askToRemove(Context ctx) {
    User user = user(ctx);
    String at = Links.of(LIST, user.name());
    confirm(
        ctx,
        new ConfirmPage(
            "Remove user %s?".formatted(user.name()),
            List.of(
                "%s can no longer sign in, and all sessions of %s end."
                    .formatted(user.name(), user.name()),
                "Tokens that %s made go on working: revoke them where they should not."
                    .formatted(user.name()),
                "What %s did stays in the audit trail.".formatted(user.name())),
            at + "/remove",
            "Remove user",
            at));
  }

  private void remove(Context ctx) {
    User user = user(ctx);
    users.remove(user.name(), Caller.of(ctx).actor());
    Pages.done(ctx, LIST, "User %s removed".formatted(user.name()));
  }

  private void confirm(Context ctx, ConfirmPage model) {
    pages.show(ctx, "page/confirm.jte", Menu.USERS, model.question(), model);
  }

  private void once(Context ctx, String name, Secret password) {
    SecretOncePage model =
        new SecretOncePage(
            "Password of " + name,
            password.reveal(),
            List.of(
                "It is shown this once: hand it over by a way that others cannot read.",
                "It has to be changed at the first login."));
    pages.show(ctx, "page/secret-once.jte", Menu.USERS, model.title(), model);
  }

  private User user(Context ctx) {
    return users.get(ctx.pathParam("name"));
  }

  private static Values values(Context ctx) {
    return new Values(
        field(ctx, "name"),
        field(ctx, "role"),
        ctx.formParams("enabled").contains("true"),
        ctx.formParams("mustChangePassword").contains("true"));
  }

  private static String field(Context ctx, String name) {
    return Objects.requireNonNullElse(ctx.formParam(name), "");
  }
}
