package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Ids;
import io.dumpwarden.report.BackupLine;
import io.dumpwarden.report.CopyLine;
import io.dumpwarden.report.Failure;
import io.dumpwarden.report.RecoveryLine;
import io.dumpwarden.report.ReportFacts;
import io.dumpwarden.report.ReportScope;
import io.dumpwarden.report.RetentionUse;
import io.dumpwarden.report.VerificationLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Sums over a span of time. Ids are in the order of time, so that the span is a stretch of the
 * primary key; by how much clocks may differ, it is looked at wider.
 */
public final class JdbiReportFacts implements ReportFacts {

  private static final Duration SLACK = Duration.ofDays(1);

  /** Of the newest good backup of each series, found by its id. */
  private static final String BACKUPS =
      """
      SELECT t.*, n.finished_at, n.raw_bytes, n.stored_bytes AS newest_bytes FROM (
        SELECT server, scope, schedule,
          COUNT(CASE status WHEN 'succeeded' THEN 1 END) AS succeeded,
          COUNT(CASE status WHEN 'partial' THEN 1 END) AS partial_ones,
          COUNT(CASE status WHEN 'failed' THEN 1 END) AS failed,
          COUNT(CASE status WHEN 'cancelled' THEN 1 END) AS cancelled,
          COUNT(CASE status WHEN 'interrupted' THEN 1 END) AS interrupted,
          COUNT(CASE status WHEN 'running' THEN 1 END) AS running_ones,
          SUM(CASE WHEN status IN ('succeeded', 'partial') THEN stored_bytes ELSE 0 END) AS bytes_stored,
          MAX(CASE WHEN status IN ('succeeded', 'partial') THEN id END) AS newest
        FROM backup
        WHERE id >= :firstId AND id < :lastId AND started_at >= :from AND started_at < :to <server>
        GROUP BY server, scope, schedule) t
      LEFT JOIN backup n ON n.id = t.newest
      ORDER BY t.server, t.scope, t.schedule
      """;

  private static final String FAILED_BACKUPS =
      """
      SELECT id, started_at AS at, server, scope, schedule, status, error_code, message FROM backup
      WHERE id > :after AND id >= :firstId AND id < :lastId
        AND started_at >= :from AND started_at < :to
        AND status IN ('failed', 'partial', 'cancelled', 'interrupted') <server>
      ORDER BY id LIMIT :limit
      """;

  private static final String FAILED_RUNS =
      """
      SELECT id, queued_at AS at, server, NULL AS scope, schedule, status, error_code, message
      FROM run
      WHERE id > :after AND id >= :firstId AND id < :lastId
        AND queued_at >= :from AND queued_at < :to
        AND status IN ('failed', 'cancelled', 'interrupted', 'skipped') <server>
      ORDER BY id LIMIT :limit
      """;

  private static final String VERIFICATIONS =
      """
      SELECT storage, verification, COUNT(*) AS copies, SUM(bytes) AS total FROM copy
      WHERE verified_at >= :from AND verified_at < :to AND verification IS NOT NULL <server>
      GROUP BY storage, verification ORDER BY storage, verification
      """;

  /** The median is the middle one, or what lies between the two in the middle. */
  private static final String RECOVERIES =
      """
      SELECT server, scope, schedule, COUNT(*) AS drills, MIN(restore_ms) AS shortest,
        MAX(restore_ms) AS longest,
        AVG(CASE WHEN place IN (FLOOR((among + 1) / 2), CEIL((among + 1) / 2))
            THEN restore_ms END) AS median
      FROM (
        SELECT server, scope, schedule, restore_ms,
          ROW_NUMBER() OVER (PARTITION BY server, scope, schedule ORDER BY restore_ms) AS place,
          COUNT(*) OVER (PARTITION BY server, scope, schedule) AS among
        FROM drill
        WHERE started_at >= :from AND started_at < :to AND restore_ms IS NOT NULL
          AND status IN ('succeeded', 'partial') <server>) d
      GROUP BY server, scope, schedule ORDER BY server, scope, schedule
      """;

  private static final String RETENTION =
      """
      SELECT schedule, storage,
        COUNT(CASE WHEN status = 'deleted' THEN 1 END) AS removed,
        SUM(CASE WHEN status = 'deleted' THEN bytes ELSE 0 END) AS removed_bytes,
        COUNT(CASE WHEN status <> 'deleted' THEN 1 END) AS kept,
        SUM(CASE WHEN status <> 'deleted' THEN bytes ELSE 0 END) AS kept_bytes
      FROM copy
      WHERE (status = 'deleted' AND deleted_at >= :from AND deleted_at < :to
          OR status IN ('stored', 'expired', 'missing', 'corrupt')) <server>
      GROUP BY schedule, storage ORDER BY schedule, storage
      """;

  private static final String COPIES =
      """
      SELECT storage, status, COUNT(*) AS copies, SUM(bytes) AS total FROM copy
      WHERE status <> 'deleted' <server>
      GROUP BY storage, status ORDER BY storage, status
      """;

  private final Database database;

  public JdbiReportFacts(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public List<BackupLine> backups(ReportScope scope) {
    return database.read(h -> spanOfIds(h.createQuery(BACKUPS), scope).map(BACKUP).list());
  }

  @Override
  public List<Failure> failedBackups(ReportScope scope, String afterId, int limit) {
    return failures(FAILED_BACKUPS, "backup", scope, afterId, limit);
  }

  @Override
  public List<Failure> failedRuns(ReportScope scope, String afterId, int limit) {
    return failures(FAILED_RUNS, "run", scope, afterId, limit);
  }

  @Override
  public List<VerificationLine> verifications(ReportScope scope) {
    return database.read(
        h ->
            span(h.createQuery(VERIFICATIONS), scope)
                .map(
                    (row, c) ->
                        new VerificationLine(
                            row.getString("storage"),
                            row.getString("verification"),
                            row.getLong("copies"),
                            row.getLong("total")))
                .list());
  }

  @Override
  public List<RecoveryLine> recoveries(ReportScope scope) {
    return database.read(
        h ->
            span(h.createQuery(RECOVERIES), scope)
                .map(
                    (row, c) ->
                        new RecoveryLine(
                            row.getString("server"),
                            row.getString("scope"),
                            row.getString("schedule"),
                            row.getLong("drills"),
                            Duration.ofMillis(row.getLong("shortest")),
                            Duration.ofMillis(Math.round(row.getDouble("median"))),
                            Duration.ofMillis(row.getLong("longest"))))
                .list());
  }

  @Override
  public List<RetentionUse> retention(ReportScope scope) {
    return database.read(
        h ->
            span(h.createQuery(RETENTION), scope)
                .map(
                    (row, c) ->
                        new RetentionUse(
                            row.getString("schedule"),
                            row.getString("storage"),
                            row.getLong("removed"),
                            row.getLong("removed_bytes"),
                            row.getLong("kept"),
                            row.getLong("kept_bytes")))
                .list());
  }

  @Override
  public List<CopyLine> copies(ReportScope scope) {
    return database.read(
        h ->
            ofServer(h.createQuery(COPIES), scope)
                .map(
                    (row, c) ->
                        new CopyLine(
                            row.getString("storage"),
                            row.getString("status"),
                            row.getLong("copies"),
                            row.getLong("total")))
                .list());
  }

  private List<Failure> failures(
      String sql, String kind, ReportScope scope, String afterId, int limit) {
    return database.read(
        h ->
            spanOfIds(h.createQuery(sql), scope)
                .bind("after", afterId)
                .bind("limit", limit)
                .map(
                    (row, c) ->
                        new Failure(
                            kind,
                            row.getString("id"),
                            Utc.get(row, "at"),
                            row.getString("server"),
                            row.getString("scope"),
                            row.getString("schedule"),
                            row.getString("status"),
                            row.getString("error_code"),
                            row.getString("message")))
                .list());
  }

  private static final RowMapper<BackupLine> BACKUP = (row, context) -> backup(row);

  private static BackupLine backup(ResultSet row) throws SQLException {
    return new BackupLine(
        row.getString("server"),
        row.getString("scope"),
        row.getString("schedule"),
        row.getLong("succeeded"),
        row.getLong("partial_ones"),
        row.getLong("failed"),
        row.getLong("cancelled"),
        row.getLong("interrupted"),
        row.getLong("running_ones"),
        Utc.find(row, "finished_at"),
        row.getLong("raw_bytes"),
        row.getLong("newest_bytes"),
        row.getLong("bytes_stored"));
  }

  private static Query spanOfIds(Query query, ReportScope scope) {
    return span(query, scope)
        .bind("firstId", Ids.firstAt(scope.from().minus(SLACK)))
        .bind("lastId", Ids.firstAt(scope.to().plus(SLACK)));
  }

  private static Query span(Query query, ReportScope scope) {
    return ofServer(query, scope).bind("from", scope.from()).bind("to", scope.to());
  }

  private static Query ofServer(Query query, ReportScope scope) {
    return scope.server() == null
        ? query.define("server", "")
        : query.define("server", "AND server = :server").bind("server", scope.server());
  }
}
