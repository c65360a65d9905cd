package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.notify.Message;
import io.dumpwarden.notify.MessageFilter;
import io.dumpwarden.notify.MessageStatus;
import io.dumpwarden.notify.MessageView;
import io.dumpwarden.notify.NotificationHistory;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong, who is told of it, and what was told. */
public final class NotificationPages implements RouteGroup {

  private static final String MESSAGES = "/notifications/messages";
  private static final List<String> FILTER = List.of("channel", "status");

  private final Pages pages;
  private final NotificationHistory history;
  private final NotificationLook look;

  public NotificationPages(Pages pages, RowAccess access, NotificationHistory history) {
    this.pages = pages;
    this.history = history;
    this.look = new NotificationLook(access, history);
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/notifications", Access.VIEWER, this::overview);
    routes.get(MESSAGES, Access.VIEWER, this::messages);
  }

  private void overview(Context ctx) {
    pages.show(ctx, "page/notifications.jte", Menu.NOTIFICATIONS, "Notifications", look.all());
  }

  private void messages(Context ctx) {
    HistoryQuery query = HistoryQuery.of(ctx, MESSAGES, FILTER);
    HistoryPart<MessageView> part =
        HistoryPart.of(query, found(query), Message::id).map(MessageView::of);
    pages.show(ctx, "page/notification-messages.jte", Menu.NOTIFICATIONS, "Messages", part);
  }

  /** A status that is none is nobody's. */
  private List<Message> found(HistoryQuery query) {
    String word = query.word("status");
    MessageStatus status = status(word);
    if (word != null && status == null) {
      return List.of();
    }
    return history.messages(
        new MessageFilter(query.word("channel"), status, query.before(), HistoryQuery.ROWS + 1));
  }

  private static @Nullable MessageStatus status(@Nullable String id) {
    return Stream.of(MessageStatus.values())
        .filter(status -> status.id().equals(id))
        .findFirst()
        .orElse(null);
  }
}
