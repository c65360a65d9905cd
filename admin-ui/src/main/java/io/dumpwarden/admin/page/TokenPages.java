package io.dumpwarden.admin.page;

import io.dumpwarden.access.ApiToken;
import io.dumpwarden.access.InvalidFieldsException;
import io.dumpwarden.access.TokenEditor;
import io.dumpwarden.access.TokenEditor.NewToken;
import io.dumpwarden.access.User;
import io.dumpwarden.access.UserEditor;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The list of users and tokens, and how tokens are made and revoked. */
public final class TokenPages implements RouteGroup {

  private static final String LIST = "/users";
  private static final String NEW = "/tokens/new";
  private static final String REVOKE = "/tokens/{name}/revoke";
  private static final int SHOWN = 500;

  private final Pages pages;
  private final UserEditor users;
  private final TokenEditor tokens;

  public TokenPages(Pages pages, UserEditor users, TokenEditor tokens) {
    this.pages = pages;
    this.users = users;
    this.tokens = tokens;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(LIST, Access.ADMIN, this::list);
    routes.get(NEW, Access.ADMIN, ctx -> form(ctx, blank()));
    routes.post(NEW, Access.ADMIN, this::create);
    routes.get(REVOKE, Access.ADMIN, this::askToRevoke);
    routes.post(REVOKE, Access.ADMIN, this::revoke);
  }

  private void list(Context ctx) {
    List<User> all = users.list(null, SHOWN);
    UsersPage model =
        new UsersPage(all, users.lockedUntil(all), tokens.list(null, SHOWN), pages.now());
    pages.show(ctx, "page/users.jte", Menu.USERS, "Users and tokens", model);
  }

  private static TokenFormPage blank() {
    return new TokenFormPage("", "viewer", "90", Map.of());
  }

  private void create(Context ctx) {
    TokenFormPage given =
        new TokenFormPage(field(ctx, "name"), field(ctx, "role"), field(ctx, "days"), Map.of());
    boolean forEver = given.days().isBlank();
    if (!forEver && !given.days().strip().matches("[1-9]\\d{0,3}")) {
      refuse(ctx, given, Map.of("days", "must be a number of days from 1 to 3660, or empty"));
      return;
    }
    NewToken wanted =
        new NewToken(
            given.name(),
            given.role(),
            forEver
                ? null
                : pages.now().plus(Duration.ofDays(Long.parseLong(given.days().strip()))));
    try {
      Caller caller = Caller.of(ctx);
      once(ctx, tokens.create(wanted, caller.role(), caller.actor()));
    } catch (InvalidFieldsException e) {
      refuse(ctx, given, AccountPages.errors(e));
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.ALREADY_EXISTS) {
        throw e;
      }
      refuse(ctx, given, Map.of("name", String.valueOf(e.getMessage())));
    }
  }

  private void refuse(Context ctx, TokenFormPage given, Map<String, String> errors) {
    Map<String, String> shown =
        errors.containsKey("expiresAt")
            ? Map.of("days", String.valueOf(errors.get("expiresAt")))
            : errors;
    form(
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT),
        new TokenFormPage(given.name(), given.role(), given.days(), shown));
  }

  private void form(Context ctx, TokenFormPage model) {
    pages.show(ctx, "page/token-form.jte", Menu.USERS, "Add a token", model);
  }

  private void once(Context ctx, TokenEditor.Created created) {
    SecretOncePage model =
        new SecretOncePage(
            "Token " + created.token().name(),
            created.text().reveal(),
            List.of(
                "It is shown this once: put it where the program keeps its secrets.",
                "The program sends it as Authorization: Bearer TOKEN."));
    pages.show(ctx, "page/secret-once.jte", Menu.USERS, model.title(), model);
  }

  private void askToRevoke(Context ctx) {
    ApiToken token = tokens.get(ctx.pathParam("name"));
    ConfirmPage model =
        new ConfirmPage(
            "Revoke token %s?".formatted(token.name()),
            List.of("Programs that use it are turned away from now on, on every node."),
            Links.of("/tokens", token.name()) + "/revoke",
            "Revoke token",
            LIST);
    pages.show(ctx, "page/confirm.jte", Menu.USERS, model.question(), model);
  }

  private void revoke(Context ctx) {
    String name = tokens.get(ctx.pathParam("name")).name();
    tokens.revoke(name, Caller.of(ctx).actor());
    Pages.done(ctx, LIST, "Token %s revoked".formatted(name));
  }

  private static String field(Context ctx, String name) {
    return Objects.requireNonNullElse(ctx.formParam(name), "");
  }
}
