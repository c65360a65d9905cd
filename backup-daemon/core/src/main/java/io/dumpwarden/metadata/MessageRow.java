package io.dumpwarden.metadata;

import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.notify.Message;
import io.dumpwarden.notify.MessageStatus;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.notify.Notice.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A message as a row, its notice as JSON. */
final class MessageRow {

  /** A notice in words that any version of the program reads. */
  private record Stored(
      String kind,
      @Nullable String event,
      String severity,
      String key,
      String title,
      List<String> lines,
      About about,
      String at,
      @Nullable String since) {}

  private MessageRow() {}

  static String json(Notice notice) {
    NotificationEvent event = notice.event();
    Instant since = notice.since();
    return Json.write(
        new Stored(
            notice.kind().name(),
            event == null ? null : event.name(),
            notice.severity().name(),
            notice.key(),
            notice.title(),
            notice.lines(),
            notice.about(),
            notice.at().toString(),
            since == null ? null : since.toString()));
  }

  private static Notice notice(String json) {
    Stored stored = Json.value(json, Stored.class);
    String event = stored.event();
    String since = stored.since();
    return new Notice(
        Kind.valueOf(stored.kind()),
        event == null ? null : NotificationEvent.valueOf(event),
        Severity.valueOf(stored.severity()),
        stored.key(),
        stored.title(),
        stored.lines(),
        stored.about(),
        Instant.parse(stored.at()),
        since == null ? null : Instant.parse(since));
  }

  /** Empty for one that a newer version wrote, in words that are not known here. */
  static Optional<Message> find(ResultSet row, StatementContext context) throws SQLException {
    try {
      return Optional.of(read(row, context));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Message read(ResultSet row, StatementContext context) throws SQLException {
    return new Message(
        row.getString("id"),
        row.getString("channel"),
        row.getString("rule"),
        notice(row.getString("notice")),
        MessageStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        Utc.get(row, "created_at"),
        Utc.get(row, "not_before"),
        Utc.get(row, "expires_at"),
        row.getInt("attempts"),
        row.getString("last_error"),
        Utc.find(row, "ended_at"));
  }
}
