package io.dumpwarden.metadata;

/**
 * Fills a database with many rows, quickly: {@value #RUNS} runs, as many backups, two copies each.
 */
final class BigCatalog {

  static final int RUNS = 20_000;

  private static final String DIGITS =
      "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
          + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8"
          + " UNION ALL SELECT 9)";

  private BigCatalog() {}

  /**
   * Servers s0 to s39, schedules p0 to p3, databases d0 to d99; server s7, status failed and
   * storage rare come up once in a thousand and lie in the past.
   */
  static void fill(TestDatabase database) {
    database.sql(
        "CREATE TABLE number (n INT PRIMARY KEY)",
        ("INSERT INTO number SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d"
                + " FROM %1$s a, %1$s b, %1$s c, %1$s e, %1$s f"
                + " WHERE a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d < %2$d")
            .formatted(DIGITS, RUNS),
        """
        INSERT INTO run (id, schedule, server, type, trigger_kind, fire_time, attempt, status,
          queued_at, not_before, started_at, node_id, requested_by, ended_at)
        SELECT CONCAT('r', LPAD(n, 10, '0')), CONCAT('p', n % 4),
          IF(n < 2000 AND n % 100 = 0, 'rare', CONCAT('s', n % 40)), 'daily',
          IF(n % 50 = 0, 'manual', 'schedule'),
          '2026-01-01' + INTERVAL n SECOND, 1, IF(n < 2000 AND n % 100 = 1, 'failed', 'succeeded'),
          '2026-01-01', '2026-01-01', '2026-01-01' + INTERVAL n SECOND, CONCAT('n', n % 500), 'x',
          '2026-01-01' + INTERVAL n SECOND
        FROM number
        """,
        """
        INSERT INTO backup (id, run_id, schedule, server, type, scope, database_names, engine, status,
          started_at, finished_at)
        SELECT CONCAT('b', SUBSTRING(id, 2)), id, schedule, server, type,
          CONCAT('d', SUBSTRING(id, 2) % 100), '["x"]', 'mysqldump', status, started_at, ended_at
        FROM run
        """,
        "INSERT INTO backup_database (server, database_name, backup_id)"
            + " SELECT server, scope, id FROM backup",
        """
        INSERT INTO copy (id, backup_id, schedule, storage, server, scope, storage_id, object_key,
          upload_id, status)
        SELECT CONCAT('c', n.n, SUBSTRING(b.id, 2)), b.id, b.schedule,
          IF(n.n = 1, 'local', IF(b.server = 'rare', 'rare', 's3')), b.server, b.scope, 'x', 'k', 'u',
          IF(b.id < 'b0000015000', 'deleted', 'stored')
        FROM backup b, number n WHERE n.n < 2
        """,
        """
        INSERT INTO series_total (schedule, storage, server, scope)
        SELECT DISTINCT schedule, storage, server, scope FROM copy
        """,
        "UPDATE backup SET message = 'connection refused' WHERE status = 'failed'");
    database.sql(Sums.statements());
    database.sql(
        "ANALYZE TABLE run, backup, backup_database, copy, series_total, backup_series, series_database,"
            + " backup_word, run_series");
  }
}
