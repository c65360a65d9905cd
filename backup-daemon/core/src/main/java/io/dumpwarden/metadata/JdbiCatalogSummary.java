package io.dumpwarden.metadata;

import io.dumpwarden.catalog.CatalogSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads the sums; the big tables only for what is active at the moment. */
public final class JdbiCatalogSummary implements CatalogSummary {

  private final Database database;
  private final RunSummary runs;

  public JdbiCatalogSummary(MetadataStore store) {
    this.database = store.database();
    this.runs = new RunSummary(database);
  }

  @Override
  public List<LastGood> lastGood() {
    String sql = "SELECT * FROM backup_last_good ORDER BY server, scope, schedule";
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) -> {
                      Instant finishedAt = Utc.get(row, "finished_at");
                      return new LastGood(
                          row.getString("server"),
                          row.getString("scope"),
                          row.getString("schedule"),
                          row.getString("type"),
                          finishedAt,
                          Duration.between(Utc.get(row, "started_at"), finishedAt),
                          row.getLong("raw_bytes"),
                          row.getLong("stored_bytes"));
                    })
                .list());
  }

  @Override
  public List<BackupCount> backupCounts() {
    String sql = "SELECT * FROM backup_total ORDER BY server, scope, type, status";
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new BackupCount(
                            row.getString("server"),
                            row.getString("scope"),
                            row.getString("type"),
                            BackupRow.status(row.getString("status")),
                            row.getLong("total")))
                .list());
  }

  @Override
  public List<RunCount> runCounts() {
    String sql = "SELECT * FROM run_total ORDER BY schedule, trigger_kind, status";
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new RunCount(
                            row.getString("schedule"),
                            row.getString("trigger_kind"),
                            row.getString("status"),
                            row.getLong("total")))
                .list());
  }

  @Override
  public List<StorageUse> storageUse() {
    String sql =
        """
        SELECT schedule, storage, SUM(bytes) AS bytes, SUM(deleted) AS deleted FROM series_total
        GROUP BY schedule, storage ORDER BY schedule, storage
        """;
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new StorageUse(
                            row.getString("schedule"),
                            row.getString("storage"),
                            row.getLong("bytes"),
                            row.getLong("deleted")))
                .list());
  }

  @Override
  public List<CopyTotals> copyTotals() {
    String sql =
        """
        SELECT schedule, storage, server, scope, unverified, verified, unreadable, missing, corrupt,
          repaired, verified_at
        FROM series_total
        ORDER BY schedule, storage, server, scope
        """;
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new CopyTotals(
                            SeriesLists.read(row),
                            row.getLong("unverified"),
                            row.getLong("verified"),
                            row.getLong("unreadable"),
                            row.getLong("missing"),
                            row.getLong("corrupt"),
                            row.getLong("repaired"),
                            Utc.find(row, "verified_at")))
                .list());
  }

  /** One look along the index for each storage. */
  @Override
  public List<LongestWaiting> longestWaiting() {
    String sql =
        """
        SELECT w.name, w.since FROM (
          SELECT s.name, (SELECT COALESCE(c.verified_at, c.stored_at)
            FROM copy c FORCE INDEX (copy_to_verify)
            WHERE c.storage_id = s.id AND c.status = 'stored'
            ORDER BY c.tried_at, c.id LIMIT 1) AS since
          FROM storage s) w
        WHERE w.since IS NOT NULL ORDER BY w.name
        """;
    return database.read(
        h ->
            h.select(sql)
                .map((row, c) -> new LongestWaiting(row.getString("name"), Utc.get(row, "since")))
                .list());
  }

  @Override
  public List<Reached> reached() {
    String sql =
        """
        SELECT schedule, storage, server, scope, newest_id, unverified + verified + unreadable AS kept
        FROM series_total ORDER BY schedule, storage, server, scope
        """;
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new Reached(
                            SeriesLists.read(row), row.getString("newest_id"), row.getLong("kept")))
                .list());
  }

  @Override
  public List<LastRun> lastRuns() {
    return runs.last();
  }

  @Override
  public List<RunAtWork> runsAtWork() {
    return runs.atWork();
  }

  @Override
  public ActiveRuns activeRuns() {
    String sql =
        """
        SELECT COUNT(CASE status WHEN 'queued' THEN 1 END) AS queued,
          COUNT(CASE status WHEN 'running' THEN 1 END) AS running
        FROM run WHERE status IN ('queued', 'running')
        """;
    return database.read(
        h ->
            h.select(sql)
                .map((row, c) -> new ActiveRuns(row.getLong("queued"), row.getLong("running")))
                .one());
  }

  @Override
  public List<SelfBackedUp> selfBackups() {
    String sql =
        """
        SELECT s.name AS storage, MAX(b.ended_at) AS finished_at
        FROM self_backup b JOIN storage s ON s.id = b.storage_id
        WHERE b.status IN ('stored', 'deleted')
        GROUP BY s.name ORDER BY s.name
        """;
    return database.read(
        h ->
            h.select(sql)
                .map(
                    (row, c) ->
                        new SelfBackedUp(row.getString("storage"), Utc.get(row, "finished_at")))
                .list());
  }
}
