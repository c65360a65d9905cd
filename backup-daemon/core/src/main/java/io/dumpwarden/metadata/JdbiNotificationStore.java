package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Ids;
import io.dumpwarden.notify.Changes;
import io.dumpwarden.notify.Draft;
import io.dumpwarden.notify.Known;
import io.dumpwarden.notify.KnownProblem;
import io.dumpwarden.notify.NotificationStore;
import io.dumpwarden.notify.PingMark;
import io.dumpwarden.notify.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** What looks remember, and the messages that come of them, changed in one transaction. */
public final class JdbiNotificationStore implements NotificationStore {

  private static final String LOOK = "look";

  /** Statements that travel together. */
  private static final int BATCH = 500;

  private final Database database;

  public JdbiNotificationStore(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public Known known() {
    return database.snapshot(
        h -> {
          Map<String, String> states = new HashMap<>();
          h.select("SELECT name, value FROM notification_state")
              .map((row, c) -> Map.entry(row.getString("name"), row.getString("value")))
              .forEach(state -> states.put(state.getKey(), state.getValue()));
          return new Known(
              states.getOrDefault(LOOK, ""), problems(h), told(h), pings(h), states, unread(h));
        });
  }

  private static List<KnownProblem> problems(Handle h) {
    String sql =
        """
        SELECT * FROM notification_problem WHERE open_key IS NOT NULL
        UNION ALL
        SELECT * FROM notification_problem p WHERE p.open_key IS NULL
          AND p.id IN (SELECT t.problem_id FROM notification_told t)
        """;
    return h.select(sql).map(ProblemRow::find).stream().flatMap(Optional::stream).toList();
  }

  private static Set<String> unread(Handle h) {
    String sql = "SELECT * FROM notification_problem WHERE open_key IS NOT NULL";
    return h
        .select(sql)
        .map((row, c) -> ProblemRow.find(row, c).isPresent() ? "" : row.getString("problem_key"))
        .stream()
        .filter(key -> !key.isEmpty())
        .collect(Collectors.toSet());
  }

  private static List<Told> told(Handle h) {
    String sql =
        """
        SELECT t.*, CASE WHEN m.status = 'failed' THEN 1 ELSE 0 END AS failed
        FROM notification_told t LEFT JOIN notification_message m ON m.id = t.message_id
        """;
    return h.select(sql).map(JdbiNotificationStore::readTold).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Told> readTold(ResultSet row, StatementContext context)
      throws SQLException {
    try {
      return Optional.of(
          new Told(
              row.getString("problem_id"),
              row.getString("rule_id"),
              row.getString("channel"),
              ProblemRow.event(row),
              Utc.get(row, "told_at"),
              row.getInt("times"),
              row.getString("message_id"),
              row.getBoolean("failed")));
    } catch (IllegalArgumentException e) {
      // a newer version's word
      return Optional.empty();
    }
  }

  private static List<PingMark> pings(Handle h) {
    return h.select("SELECT * FROM notification_ping")
        .map(
            (row, c) ->
                new PingMark(
                    row.getString("channel"),
                    row.getString("schedule"),
                    row.getString("server"),
                    row.getString("started_run"),
                    row.getString("ended_run"),
                    row.getString("ended_status")))
        .list();
  }

  @Override
  public boolean record(String look, Changes changes, Instant now) {
    return database.<Boolean>write(
        h -> {
          boolean mine = takeLook(h, look);
          if (mine) {
            batch(h, ProblemRow.SAVE, changes.problems(), ProblemRow::bind);
            forget(h, changes.untold());
            tell(h, changes.told());
            queue(h, changes.drafts(), now);
            ping(h, changes.pings());
            changes.states().forEach((name, value) -> state(h, name, value));
            channels(h, changes.drafts());
          }
          return mine;
        });
  }

  /** Another node's look that was recorded since must not be undone by what was seen before it. */
  private static boolean takeLook(Handle h, String look) {
    h.createUpdate("INSERT IGNORE INTO notification_state (name, value) VALUES (:name, '')")
        .bind("name", LOOK)
        .execute();
    String sql = "UPDATE notification_state SET value = :next WHERE name = :name AND value = :look";
    return h.createUpdate(sql)
            .bind("next", Ids.next())
            .bind("name", LOOK)
            .bind("look", look)
            .execute()
        == 1;
  }

  private static void tell(Handle h, List<Told> all) {
    String sql =
        """
        REPLACE INTO notification_told
          (problem_id, rule_id, channel, event, told_at, times, message_id)
        VALUES (:problem, :rule, :channel, :event, :at, :times, :message)
        """;
    batch(
        h,
        sql,
        all,
        (row, told) ->
            row.bind("problem", told.problemId())
                .bind("rule", told.ruleId())
                .bind("channel", told.channel())
                .bind("event", told.event().id())
                .bind("at", Utc.stored(told.toldAt()))
                .bind("times", told.times())
                .bind("message", told.messageId()));
  }

  private static void forget(Handle h, List<Told> all) {
    String sql =
        """
        DELETE FROM notification_told
        WHERE problem_id = :problem AND rule_id = :rule AND channel = :channel
        """;
    batch(
        h,
        sql,
        all,
        (row, told) ->
            row.bind("problem", told.problemId())
                .bind("rule", told.ruleId())
                .bind("channel", told.channel()));
  }

  private static void queue(Handle h, List<Draft> all, Instant now) {
    String sql =
        """
        INSERT INTO notification_message
          (id, channel, rule, problem_key, notice, status, created_at, not_before, expires_at)
        VALUES (:id, :channel, :rule, :key, :notice, 'pending', :now, :now, :expiresAt)
        """;
    batch(
        h,
        sql,
        all,
        (row, draft) ->
            row.bind("id", draft.id())
                .bind("channel", draft.channel())
                .bind("rule", draft.rule())
                .bind("key", draft.problemKey())
                .bind("notice", MessageRow.json(draft.notice()))
                .bind("now", Utc.stored(now))
                .bind("expiresAt", Utc.stored(now.plus(draft.worth()))));
  }

  /** In one order, and last: whoever sends through a channel waits for its row. */
  private static void channels(Handle h, List<Draft> drafts) {
    batch(
        h,
        "INSERT IGNORE INTO notification_channel (channel) VALUES (:channel)",
        List.copyOf(
            drafts.stream().map(Draft::channel).collect(Collectors.toCollection(TreeSet::new))),
        (row, channel) -> row.bind("channel", channel));
  }

  private static void ping(Handle h, List<PingMark> all) {
    String sql =
        """
        REPLACE INTO notification_ping
          (channel, schedule, server, started_run, ended_run, ended_status)
        VALUES (:channel, :schedule, :server, :started, :ended, :status)
        """;
    batch(
        h,
        sql,
        all,
        (row, mark) ->
            row.bind("channel", mark.channel())
                .bind("schedule", mark.schedule())
                .bind("server", mark.server())
                .bind("started", mark.startedRun())
                .bind("ended", mark.endedRun())
                .bind("status", mark.endedStatus()));
  }

  private static <T> void batch(
      Handle h, String sql, List<T> all, BiConsumer<PreparedBatch, T> values) {
    for (int from = 0; from < all.size(); from += BATCH) {
      try (PreparedBatch batch = h.prepareBatch(sql)) {
        all.subList(from, Math.min(all.size(), from + BATCH))
            .forEach(
                one -> {
                  values.accept(batch, one);
                  batch.add();
                });
        batch.execute();
      }
    }
  }

  private static void state(Handle h, String name, String value) {
    h.createUpdate("REPLACE INTO notification_state (name, value) VALUES (:name, :value)")
        .bind("name", name)
        .bind("value", value)
        .execute();
  }

  @Override
  public int prune(Duration olderThan) {
    String messages =
        """
        DELETE FROM notification_message
        WHERE ended_at < UTC_TIMESTAMP(6) - INTERVAL :age MICROSECOND
        """;
    String problems =
        """
        DELETE FROM notification_problem
        WHERE cleared_at < UTC_TIMESTAMP(6) - INTERVAL :age MICROSECOND
          AND id NOT IN (SELECT problem_id FROM notification_told)
        """;
    long micros = olderThan.toNanos() / 1000;
    return database.write(
        h -> {
          int forgotten =
              h.createUpdate(messages).bind("age", micros).execute()
                  + h.createUpdate(problems).bind("age", micros).execute();
          forgetGoneChannels(h);
          return forgotten;
        });
  }

  private static void forgetGoneChannels(Handle h) {
    h.execute("DELETE FROM notification_ping WHERE channel NOT IN (SELECT name FROM channel)");
    h.execute(
        """
        DELETE FROM notification_channel WHERE channel NOT IN (SELECT name FROM channel)
          AND channel NOT IN (SELECT m.channel FROM notification_message m)
        """);
  }
}
