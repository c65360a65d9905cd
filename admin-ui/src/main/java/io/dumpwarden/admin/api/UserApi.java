package io.dumpwarden.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.access.User;
import io.dumpwarden.access.UserEditor;
import io.dumpwarden.access.UserEditor.NewUser;
import io.dumpwarden.access.UserEditor.UserChanges;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.BodyFields;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.admin.route.Problems;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.view.UserView;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code users}: who may use the admin server. */
public final class UserApi implements RouteGroup {

  private static final String PATH = "/api/v1/users";
  private static final String ONE = PATH + "/{name}";

  /**
   * A user that was just added or reset.
   *
   * @param password where one was made up: it is shown this once
   */
  public record NewUserView(
      @JsonUnwrapped UserView user,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String password) {}

  private final UserEditor users;

  public UserApi(UserEditor users) {
    this.users = users;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(PATH, Access.ADMIN, this::list);
    routes.post(PATH, Access.ADMIN, this::add);
    routes.get(ONE, Access.ADMIN, ctx -> ListAnswer.json(ctx, view(get(ctx))));
    routes.put(ONE, Access.ADMIN, this::edit);
    routes.delete(ONE, Access.ADMIN, this::remove);
    routes.post(ONE + "/reset", Access.ADMIN, this::reset);
  }

  private void list(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int limit = query.limit(200);
    String after = query.text("after");
    query.end();
    List<User> found = users.list(after, limit + 1);
    Map<String, Instant> locked = users.lockedUntil(found);
    ListAnswer.page(
        ctx,
        found.stream().map(user -> UserView.of(user, locked.get(user.name()))).toList(),
        limit,
        "after",
        UserView::name);
  }

  private void add(Context ctx) {
    BodyFields body = new BodyFields(ctx);
    String password = body.text("password");
    NewUser wanted =
        new NewUser(
            body.required("name"),
            body.required("role"),
            password == null ? null : Secret.of(password),
            body.flag("mustChangePassword", password == null));
    body.end("the user");
    UserEditor.Added added = users.add(wanted, Caller.of(ctx).actor());
    ctx.header("Location", PATH + "/" + encoded(added.user().name()));
    ctx.status(HttpStatus.CREATED).json(fresh(added.user(), added.password()));
  }

  private void edit(Context ctx) {
    BodyFields body = new BodyFields(ctx);
    Boolean enabled = body.has("enabled") ? Boolean.valueOf(body.flag("enabled", true)) : null;
    UserChanges changes = new UserChanges(body.text("role"), enabled);
    OptionalLong version = version(ctx, body);
    body.end("the user");
    String name = ctx.pathParam("name");
    try {
      ctx.json(view(users.edit(name, version, changes, Caller.of(ctx).actor())));
    } catch (DumpwardenException e) {
      throw e.code() == ErrorCode.CONFIG_CONFLICT
          ? new ProblemException(Problems.of(e).withCurrent(view(users.get(name))))
          : e;
    }
  }

  private static OptionalLong version(Context ctx, BodyFields body) {
    JsonNode value = body.value("version");
    String match = ctx.header("If-Match");
    if (value != null && !value.canConvertToLong()) {
      body.problem("version", "must be a whole number");
    } else if (value != null) {
      return OptionalLong.of(value.asLong());
    } else if (match != null && match.matches("\"\\d{1,18}\"")) {
      return OptionalLong.of(Long.parseLong(match.substring(1, match.length() - 1)));
    }
    return OptionalLong.empty();
  }

  private void remove(Context ctx) {
    users.remove(ctx.pathParam("name"), Caller.of(ctx).actor());
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private void reset(Context ctx) {
    BodyFields body = new BodyFields(ctx);
    body.end("the reset");
    String name = ctx.pathParam("name");
    Secret password = users.reset(name, Caller.of(ctx).actor());
    ctx.json(fresh(users.get(name), password));
  }

  private User get(Context ctx) {
    return users.get(ctx.pathParam("name"));
  }

  private UserView view(User user) {
    return UserView.of(user, users.lockedUntil(List.of(user)).get(user.name()));
  }

  private NewUserView fresh(User user, @Nullable Secret password) {
    return new NewUserView(view(user), password == null ? null : password.reveal());
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
