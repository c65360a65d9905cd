package io.dumpwarden.metadata;

import io.dumpwarden.statistics.StatisticsFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the sums that are kept with every change. */
public final class JdbiStatisticsFacts implements StatisticsFacts {

  private final Database database;

  public JdbiStatisticsFacts(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public List<Held> held() {
    String sql = "SELECT * FROM storage_held WHERE copies > 0 ORDER BY storage, server, type";
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new Held(
                            row.getString("storage"),
                            row.getString("server"),
                            row.getString("type"),
                            row.getLong("copies"),
                            row.getLong("raw_bytes"),
                            row.getLong("stored_bytes")))
                .list());
  }

  @Override
  public Map<String, Long> backupsByStatus() {
    return database.read(
        h ->
            counts(
                h,
                """
                SELECT status, SUM(backups) AS number FROM backup_series
                GROUP BY status HAVING number > 0 ORDER BY status
                """));
  }

  @Override
  public Map<String, Long> runsByStatus() {
    return database.read(
        h ->
            counts(
                h,
                """
                SELECT status, SUM(runs) AS number FROM run_series
                GROUP BY status HAVING number > 0 ORDER BY status
                """));
  }

  private static Map<String, Long> counts(Handle h, String sql) {
    Map<String, Long> counts = new LinkedHashMap<>();
    h.select(sql)
        .map((row, c) -> Map.entry(row.getString("status"), row.getLong("number")))
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  @Override
  public List<RunDay> runDays(LocalDate from) {
    String sql = "SELECT * FROM run_day WHERE day >= :from AND runs > 0 ORDER BY day, status";
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("from", from.toString())
                .map((row, c) -> new RunDay(day(row), row.getString("status"), row.getLong("runs")))
                .list());
  }

  @Override
  public Map<LocalDate, Long> rawBytes(LocalDate from) {
    String sql =
        """
        SELECT day, SUM(raw_bytes) AS raw FROM backup_day
        WHERE day >= :from AND status IN ('succeeded', 'partial') GROUP BY day ORDER BY day
        """;
    Map<LocalDate, Long> days = new LinkedHashMap<>();
    database.read(
        h -> {
          h.createQuery(sql)
              .bind("from", from.toString())
              .map((row, c) -> Map.entry(day(row), row.getLong("raw")))
              .forEach(day -> days.put(day.getKey(), day.getValue()));
          return days;
        });
    return days;
  }

  @Override
  public List<StorageDay> storageDays(LocalDate from) {
    String sql = "SELECT * FROM storage_day WHERE day >= :from ORDER BY storage, day";
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("from", from.toString())
                .map(
                    (row, c) ->
                        new StorageDay(
                            row.getString("storage"),
                            day(row),
                            row.getLong("stored_bytes"),
                            row.getLong("removed_bytes")))
                .list());
  }

  /** Of all runs of a schedule, also those that people asked for. */
  @Override
  public List<Standing> standings() {
    String sql =
        """
        SELECT schedule, server,
          MAX(CASE WHEN status = 'succeeded' THEN last_id END) AS good,
          MAX(CASE WHEN status IN ('failed', 'partial', 'interrupted') THEN last_id END) AS bad
        FROM run_series WHERE last_id <> '' GROUP BY schedule, server
        """;
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new Standing(
                            row.getString("schedule"),
                            row.getString("server"),
                            row.getString("good"),
                            row.getString("bad")))
                .list());
  }

  @Override
  public List<Covered> covered() {
    String sql =
        """
        SELECT DISTINCT d.schedule, d.server, d.database_name
        FROM series_database d JOIN backup_last_good g
          ON g.schedule = d.schedule AND g.server = d.server AND g.scope = d.scope
        """;
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new Covered(
                            row.getString("schedule"),
                            row.getString("server"),
                            row.getString("database_name")))
                .list());
  }

  @Override
  public List<Loss> losses() {
    String sql =
        """
        SELECT schedule, server, scope, SUM(missing + corrupt) AS lost,
          SUM(unverified + verified + unreadable) AS kept
        FROM series_total GROUP BY schedule, server, scope HAVING lost > 0 OR kept = 0
        """;
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new Loss(
                            row.getString("schedule"),
                            row.getString("server"),
                            row.getString("scope"),
                            row.getLong("lost"),
                            row.getLong("kept") == 0))
                .list());
  }

  @Override
  public Span span() {
    return database.read(
        h ->
            new Span(
                began(h, "SELECT started_at FROM backup ORDER BY id LIMIT 1"),
                began(h, "SELECT started_at FROM backup ORDER BY id DESC LIMIT 1")));
  }

  private static @Nullable Instant began(Handle h, String sql) {
    return h.select(sql).map((row, c) -> Utc.get(row, "started_at")).findOne().orElse(null);
  }

  private static LocalDate day(ResultSet row) throws SQLException {
    return LocalDate.parse(row.getString("day"));
  }
}
