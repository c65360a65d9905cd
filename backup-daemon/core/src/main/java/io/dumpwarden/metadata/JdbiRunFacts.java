package io.dumpwarden.metadata;

import io.dumpwarden.notify.RunFacts;
import io.dumpwarden.run.Run;
import java.time.Instant;
import java.util.List;

/** Runs as notifications look at them, found by the sums that are kept with every change. */
public final class JdbiRunFacts implements RunFacts {

  private final Database database;

  public JdbiRunFacts(MetadataStore store) {
    this.database = store.database();
  }

  /** The newest of those that ended badly may have been proven good since: then it is none. */
  @Override
  public List<Run> troubled() {
    String sql =
        """
        SELECT r.* FROM (
          SELECT MAX(CASE WHEN status = 'succeeded' THEN last_id END) AS good,
            MAX(CASE WHEN status IN ('failed', 'partial', 'interrupted') THEN last_id END) AS bad
          FROM run_series WHERE last_id <> '' GROUP BY schedule, server) s
        JOIN run r ON r.id = s.bad
        WHERE (s.good IS NULL OR s.bad > s.good)
          AND r.status IN ('failed', 'partial', 'interrupted')
        ORDER BY r.id
        """;
    return database.read(h -> h.select(sql).map(RunRow::read).list());
  }

  @Override
  public List<Run> missed() {
    String sql =
        """
        SELECT r.* FROM (
          SELECT MAX(CASE WHEN status NOT IN ('skipped', 'cancelled') THEN last_id END) AS done,
            MAX(CASE WHEN status = 'skipped' AND trigger_kind = 'catch-up' THEN last_id END)
              AS missed
          FROM run_series WHERE last_id <> '' GROUP BY schedule, server) s
        JOIN run r ON r.id = s.missed
        WHERE (s.done IS NULL OR s.missed > s.done) AND r.status = 'skipped'
        ORDER BY r.id
        """;
    return database.read(h -> h.select(sql).map(RunRow::read).list());
  }

  @Override
  public List<Run> endedSince(Instant time) {
    String sql = "SELECT * FROM run WHERE ended_at >= :time ORDER BY id";
    return database.read(
        h -> h.createQuery(sql).bind("time", Utc.stored(time)).map(RunRow::read).list());
  }

  @Override
  public List<Sum> sums(Instant from, Instant until) {
    String sql =
        """
        SELECT schedule, server, status, COUNT(*) AS runs, SUM(raw_bytes) AS raw_bytes,
          SUM(stored_bytes) AS stored_bytes
        FROM run WHERE ended_at >= :from AND ended_at < :until
        GROUP BY schedule, server, status ORDER BY schedule, server, status
        """;
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("from", Utc.stored(from))
                .bind("until", Utc.stored(until))
                .map(
                    (row, c) ->
                        new Sum(
                            row.getString("schedule"),
                            row.getString("server"),
                            row.getString("status"),
                            row.getLong("runs"),
                            row.getLong("raw_bytes"),
                            row.getLong("stored_bytes")))
                .list());
  }
}
