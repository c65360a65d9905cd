package io.dumpwarden.admin.api;

import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.notify.MessageFilter;
import io.dumpwarden.notify.MessageStatus;
import io.dumpwarden.notify.MessageView;
import io.dumpwarden.notify.NotificationHistory;
import io.dumpwarden.notify.ProblemView;
import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was told and what waits to be told; what is wrong now. */
public final class NotificationApi implements RouteGroup {

  private static final String MESSAGES = Histories.API + "/notifications";
  private static final int PAGE = 50;

  private final NotificationHistory history;

  public NotificationApi(NotificationHistory history) {
    this.history = history;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(MESSAGES, Access.VIEWER, this::list);
    routes.get(MESSAGES + "/{id}", Access.VIEWER, this::show);
    routes.get(Histories.API + "/problems", Access.VIEWER, this::problems);
  }

  private void list(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int limit = query.limit(PAGE);
    MessageFilter filter =
        new MessageFilter(
            query.text("channel"),
            status(query.choice("status", MessageStatus.values(), MessageStatus::id)),
            query.text("before"),
            limit + 1);
    query.end();
    ListAnswer.page(
        ctx,
        history.messages(filter).stream().map(MessageView::of).toList(),
        limit,
        "before",
        MessageView::id);
  }

  private static @Nullable MessageStatus status(@Nullable String id) {
    return id == null ? null : MessageStatus.valueOf(id.toUpperCase(Locale.ROOT));
  }

  private void show(Context ctx) {
    String id = ctx.pathParam("id");
    ListAnswer.json(
        ctx, MessageView.of(Histories.require(history.message(id), "notification", id)));
  }

  private void problems(Context ctx) {
    new QueryFields(ctx).end();
    ListAnswer.json(ctx, history.openProblems().stream().map(ProblemView::of).toList());
  }
}
