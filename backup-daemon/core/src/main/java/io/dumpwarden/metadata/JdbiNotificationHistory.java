package io.dumpwarden.metadata;

import io.dumpwarden.notify.ChannelCount;
import io.dumpwarden.notify.KnownProblem;
import io.dumpwarden.notify.Message;
import io.dumpwarden.notify.MessageFilter;
import io.dumpwarden.notify.MessageStatus;
import io.dumpwarden.notify.NotificationHistory;
import java.util.List;
import java.util.Optional;

/** Messages and problems as lists. Every list goes along an index. */
public final class JdbiNotificationHistory implements NotificationHistory {

  private final Database database;

  public JdbiNotificationHistory(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public List<Message> messages(MessageFilter filter) {
    MessageStatus status = filter.status();
    Conditions where =
        new Conditions()
            .equal("channel", filter.channel())
            .equal("status", status == null ? null : status.id())
            .below("id", filter.beforeId());
    String sql =
        "SELECT * FROM notification_message %s ORDER BY id DESC LIMIT :limit"
            .formatted(where.sql());
    return database.read(
        h ->
            h
                .createQuery(sql)
                .bindMap(where.values())
                .bind("limit", filter.limit())
                .map(MessageRow::find)
                .stream()
                .flatMap(Optional::stream)
                .toList());
  }

  @Override
  public Optional<Message> message(String id) {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM notification_message WHERE id = :id")
                .bind("id", id)
                .map(MessageRow::find)
                .findOne()
                .flatMap(found -> found));
  }

  @Override
  public List<KnownProblem> openProblems() {
    String sql =
        """
        SELECT * FROM notification_problem WHERE open_key IS NOT NULL
        ORDER BY FIELD(severity, 'critical', 'warning', 'info'), id DESC
        """;
    return database.read(
        h -> h.select(sql).map(ProblemRow::find).stream().flatMap(Optional::stream).toList());
  }

  @Override
  public List<ChannelCount> counts() {
    String sql =
        """
        SELECT c.channel, c.sent, c.failed, c.dropped, COUNT(m.id) AS pending,
          MIN(m.created_at) AS oldest
        FROM notification_channel c
        LEFT JOIN notification_message m ON m.channel = c.channel AND m.status = 'pending'
        GROUP BY c.channel, c.sent, c.failed, c.dropped ORDER BY c.channel
        """;
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new ChannelCount(
                            row.getString("channel"),
                            row.getLong("pending"),
                            Utc.find(row, "oldest"),
                            row.getLong("sent"),
                            row.getLong("failed"),
                            row.getLong("dropped")))
                .list());
  }
}
