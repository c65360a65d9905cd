package io.dumpwarden.metadata;

import io.dumpwarden.catalog.CatalogSummary.LastRun;
import io.dumpwarden.catalog.CatalogSummary.RunAtWork;
import io.dumpwarden.catalog.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How runs ended last, and how those at work compare with the ones before. */
final class RunSummary {

  /** How many good runs tell what is typical; odd, so that there is one in the middle. */
  private static final int SAMPLE = 11;

  private static final int FEWEST = 3;

  private final Database database;

  RunSummary(Database database) {
    this.database = database;
  }

  List<LastRun> last() {
    String sql =
        """
        SELECT schedule, server, trigger_kind, status, MAX(last_id) AS last_id
        FROM run_series WHERE last_id <> '' GROUP BY schedule, server, trigger_kind, status
        """;
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new LastRun(
                            row.getString("schedule"),
                            row.getString("server"),
                            row.getString("trigger_kind"),
                            row.getString("status"),
                            Ids.timeOf(row.getString("last_id")).orElse(Instant.EPOCH)))
                .list());
  }

  /** Looks at the past of those few that are at work, and of no others. */
  List<RunAtWork> atWork() {
    String sql =
        """
        SELECT schedule, server, started_at FROM run
        WHERE status = 'running' AND started_at IS NOT NULL ORDER BY id
        """;
    return database.read(
        h ->
            h
                .select(sql)
                .map(
                    (row, c) ->
                        new RunAtWork(
                            row.getString("schedule"),
                            row.getString("server"),
                            Utc.get(row, "started_at"),
                            null))
                .list()
                .stream()
                .map(run -> withTypical(h, run))
                .toList());
  }

  private static RunAtWork withTypical(Handle h, RunAtWork run) {
    Duration typical = typical(h, run.schedule(), run.server());
    return new RunAtWork(run.schedule(), run.server(), run.startedAt(), typical);
  }

  private static @Nullable Duration typical(Handle h, String schedule, String server) {
    String sql =
        """
        SELECT started_at, ended_at FROM run FORCE INDEX (run_by_both)
        WHERE schedule = :schedule AND server = :server AND status = 'succeeded'
          AND started_at IS NOT NULL AND ended_at IS NOT NULL
        ORDER BY id DESC LIMIT :sample
        """;
    List<Duration> took =
        h
            .createQuery(sql)
            .bind("schedule", schedule)
            .bind("server", server)
            .bind("sample", SAMPLE)
            .map((row, c) -> Duration.between(Utc.get(row, "started_at"), Utc.get(row, "ended_at")))
            .list()
            .stream()
            .sorted()
            .toList();
    return took.size() < FEWEST ? null : took.get(took.size() / 2);
  }
}
