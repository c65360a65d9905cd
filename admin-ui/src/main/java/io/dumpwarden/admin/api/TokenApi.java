package io.dumpwarden.admin.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.dumpwarden.access.ApiToken;
import io.dumpwarden.access.TokenEditor;
import io.dumpwarden.access.TokenEditor.NewToken;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.BodyFields;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.view.TokenView;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** {@code tokens}: what lets programs use the admin server. */
public final class TokenApi implements RouteGroup {

  private static final String PATH = "/api/v1/tokens";
  private static final String ONE = PATH + "/{name}";

  /**
   * A token that was just made.
   *
   * @param token what proves it: it is shown this once
   */
  public record NewTokenView(@JsonUnwrapped TokenView about, String token) {}

  private final TokenEditor tokens;

  public TokenApi(TokenEditor tokens) {
    this.tokens = tokens;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(PATH, Access.ADMIN, this::list);
    routes.post(PATH, Access.ADMIN, this::create);
    routes.get(ONE, Access.ADMIN, ctx -> ListAnswer.json(ctx, TokenView.of(get(ctx))));
    routes.delete(ONE, Access.ADMIN, this::revoke);
  }

  private void list(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int limit = query.limit(200);
    String after = query.text("after");
    query.end();
    ListAnswer.page(
        ctx,
        tokens.list(after, limit + 1).stream().map(TokenView::of).toList(),
        limit,
        "after",
        TokenView::name);
  }

  private void create(Context ctx) {
    BodyFields body = new BodyFields(ctx);
    NewToken wanted = new NewToken(body.required("name"), body.required("role"), expiry(body));
    body.end("the token");
    Caller caller = Caller.of(ctx);
    TokenEditor.Created created = tokens.create(wanted, caller.role(), caller.actor());
    String name = created.token().name();
    ctx.header("Location", PATH + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    ctx.status(HttpStatus.CREATED)
        .json(new NewTokenView(TokenView.of(created.token()), created.text().reveal()));
  }

  private static @Nullable Instant expiry(BodyFields body) {
    String text = body.text("expiresAt");
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      body.problem("expiresAt", "must be a time such as 2027-01-01T00:00:00Z, or null for never");
      return null;
    }
  }

  private void revoke(Context ctx) {
    tokens.revoke(ctx.pathParam("name"), Caller.of(ctx).actor());
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private ApiToken get(Context ctx) {
    return tokens.get(ctx.pathParam("name"));
  }
}
