package io.dumpwarden.metadata;

import io.dumpwarden.notify.Message;
import io.dumpwarden.notify.MessageQueue;
import io.dumpwarden.notify.MessageStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Messages on their way as rows; a channel's row holds whose turn it is. */
public final class JdbiMessageQueue implements MessageQueue {

  /** The end of a problem does not overtake its beginning that waits for another attempt. */
  private static final String FIRST_OF_ITS_PROBLEM =
      """
      NOT EXISTS (SELECT 1 FROM notification_message o
        WHERE o.channel = m.channel AND o.status = 'pending'
          AND o.problem_key = m.problem_key AND o.id < m.id)
      """;

  private record Candidate(String id, Optional<Message> message) {}

  private final Database database;

  public JdbiMessageQueue(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public List<String> due() {
    String sql =
        """
        SELECT c.channel FROM notification_channel c
        WHERE (c.claimed_until IS NULL OR c.claimed_until < UTC_TIMESTAMP(6))
          AND (c.not_before IS NULL OR c.not_before <= UTC_TIMESTAMP(6))
          AND EXISTS (SELECT 1 FROM notification_message m
            WHERE m.channel = c.channel AND m.status = 'pending'
              AND m.not_before <= UTC_TIMESTAMP(6) AND %s)
        ORDER BY c.claimed_until, c.channel
        """
            .formatted(FIRST_OF_ITS_PROBLEM);
    return database.read(h -> h.select(sql).mapTo(String.class).list());
  }

  /** A turn that another is just taking is not waited for. */
  @Override
  public boolean takeTurn(String channel, String owner, Duration lease) {
    String free =
        """
        SELECT channel FROM notification_channel
        WHERE channel = :channel AND (claimed_by = :owner OR claimed_until IS NULL
          OR claimed_until < UTC_TIMESTAMP(6))
        FOR UPDATE SKIP LOCKED
        """;
    String take =
        """
        UPDATE notification_channel SET claimed_by = :owner,
          claimed_until = UTC_TIMESTAMP(6) + INTERVAL :lease MICROSECOND
        WHERE channel = :channel
        """;
    return database.<Boolean>write(
        h ->
            h.createQuery(free)
                    .bind("channel", channel)
                    .bind("owner", owner)
                    .mapTo(String.class)
                    .findOne()
                    .isPresent()
                && h.createUpdate(take)
                        .bind("channel", channel)
                        .bind("owner", owner)
                        .bind("lease", lease.toNanos() / 1000)
                        .execute()
                    == 1);
  }

  @Override
  public void leaveTurn(String channel, String owner, Duration rest) {
    String sql =
        """
        UPDATE notification_channel SET claimed_by = NULL, claimed_until = NULL,
          not_before = UTC_TIMESTAMP(6) + INTERVAL :rest MICROSECOND
        WHERE channel = :channel AND claimed_by = :owner
        """;
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("channel", channel)
                .bind("owner", owner)
                .bind("rest", rest.toNanos() / 1000)
                .execute());
  }

  @Override
  public Optional<Message> next(String channel) {
    String sql =
        """
        SELECT * FROM notification_message m
        WHERE m.channel = :channel AND m.status = 'pending'
          AND m.not_before <= UTC_TIMESTAMP(6) AND m.id > :after AND %s
        ORDER BY m.id LIMIT 1
        """
            .formatted(FIRST_OF_ITS_PROBLEM);
    return database.read(h -> next(h, sql, channel));
  }

  /** Messages of a newer version are left to it. */
  private static Optional<Message> next(Handle h, String sql, String channel) {
    Optional<Candidate> candidate = Optional.of(new Candidate("", Optional.empty()));
    while (candidate.isPresent() && candidate.get().message().isEmpty()) {
      candidate =
          h.createQuery(sql)
              .bind("channel", channel)
              .bind("after", candidate.get().id())
              .map((row, c) -> new Candidate(row.getString("id"), MessageRow.find(row, c)))
              .findOne();
    }
    return candidate.flatMap(Candidate::message);
  }

  @Override
  public void retry(String messageId, Duration after, String error) {
    String sql =
        """
        UPDATE notification_message SET attempts = attempts + 1, last_error = :error,
          not_before = UTC_TIMESTAMP(6) + INTERVAL :after MICROSECOND
        WHERE id = :id AND status = 'pending'
        """;
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("error", Text.fit(error))
                .bind("after", after.toNanos() / 1000)
                .bind("id", messageId)
                .execute());
  }

  @Override
  public void end(
      String messageId, MessageStatus status, boolean attempted, @Nullable String error) {
    String sql =
        """
        UPDATE notification_message SET status = :status, attempts = attempts + :attempts,
          last_error = :error, ended_at = UTC_TIMESTAMP(6)
        WHERE id = :id AND status = 'pending'
        """;
    database.change(
        h -> {
          int ended =
              h.createUpdate(sql)
                  .bind("status", status.id())
                  .bind("attempts", attempted ? 1 : 0)
                  .bind("error", Text.fit(error))
                  .bind("id", messageId)
                  .execute();
          if (ended == 1) {
            count(h, messageId, status);
          }
        });
  }

  private static void count(Handle h, String messageId, MessageStatus status) {
    String column =
        switch (status) {
          case SENT -> "sent";
          case FAILED -> "failed";
          case DROPPED -> "dropped";
          case PENDING -> throw new IllegalArgumentException("pending is no end");
        };
    String sql =
        """
        UPDATE notification_channel SET %1$s = %1$s + 1
        WHERE channel = (SELECT m.channel FROM notification_message m WHERE m.id = :id)
        """
            .formatted(column);
    h.createUpdate(sql).bind("id", messageId).execute();
  }
}
