package io.dumpwarden.metadata;

import io.dumpwarden.anomaly.History;
import io.dumpwarden.anomaly.Measure;
import io.dumpwarden.anomaly.Measure.Made;
import io.dumpwarden.anomaly.Measure.Rows;
import io.dumpwarden.anomaly.Measured;
import io.dumpwarden.catalog.Series;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/** The figures of a good backup, as a row; those of a series stand together in one index. */
final class MeasureRow {

  private MeasureRow() {}

  /** Answers false where they are there. */
  static boolean insert(Handle h, Measured backup, boolean suspicious) {
    Measure measure = backup.measure();
    Rows rows = measure.rows();
    String sql =
        """
        INSERT INTO backup_measure (backup_id, schedule, server, scope, dumped_by, packed_by,
          raw_bytes, stored_bytes, duration_ms, table_count, row_count, rows_counted, suspicious)
        SELECT b.id, :schedule, :server, :scope, :dumpedBy, :packedBy, :raw, :stored, :duration,
          :tables, :rows, :counted, :suspicious
        FROM backup b LEFT JOIN backup_measure m ON m.backup_id = b.id
        WHERE b.id = :id AND m.backup_id IS NULL
        """;
    return h.createUpdate(sql)
            .bindMap(series(backup))
            .bind("dumpedBy", measure.made().dumpedBy())
            .bind("packedBy", measure.made().packedBy())
            .bind("raw", measure.rawBytes())
            .bind("stored", measure.storedBytes())
            .bind("duration", measure.durationMillis())
            .bind("tables", measure.tables())
            .bind("rows", rows == null ? null : rows.number())
            .bind("counted", rows != null && rows.counted())
            .bind("suspicious", suspicious)
            .execute()
        == 1;
  }

  /** Along the index, back to the last that was accepted. */
  static History before(Handle h, Measured backup, int limit) {
    String sql =
        """
        SELECT * FROM backup_measure FORCE INDEX (measure_of_series)
        WHERE schedule = :schedule AND server = :server AND scope = :scope
          AND suspicious = FALSE AND backup_id < :id
        ORDER BY backup_id DESC LIMIT :limit
        """;
    List<Measure> past = new ArrayList<>();
    try (ResultIterator<Seen> rows =
        h.createQuery(sql)
            .bindMap(series(backup))
            .bind("limit", limit)
            .map((row, c) -> new Seen(read(row), row.getBoolean("accepted")))
            .iterator()) {
      while (rows.hasNext()) {
        Seen seen = rows.next();
        past.add(seen.measure());
        if (seen.accepted()) {
          return new History(past, true);
        }
      }
    }
    return new History(past, false);
  }

  /** Its figures, and whether somebody accepted it. */
  private record Seen(Measure measure, boolean accepted) {}

  /** Of each status that is good the newest, so that the index is read from its end. */
  static List<String> unmeasured(Handle h, Series series, int limit) {
    String newest =
        """
        (SELECT id FROM backup FORCE INDEX (backup_latest)
         WHERE schedule = :schedule AND server = :server AND scope = :scope
           AND status = '%s' ORDER BY id DESC LIMIT :limit)
        """;
    String sql =
        """
        SELECT b.id FROM (%s UNION ALL %s) b
        LEFT JOIN backup_measure m ON m.backup_id = b.id
        WHERE m.backup_id IS NULL ORDER BY b.id
        """
            .formatted(newest.formatted("succeeded"), newest.formatted("partial"));
    return h.createQuery(sql)
        .bind("schedule", series.schedule())
        .bind("server", series.server())
        .bind("scope", series.scope())
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  /** But for those in which somebody accepted something. */
  static void forgetAfter(Handle h, Series series, String backupId) {
    String sql =
        """
        DELETE FROM backup_measure
        WHERE schedule = :schedule AND server = :server AND scope = :scope AND backup_id > :id
          AND NOT EXISTS (SELECT 1 FROM backup_anomaly a
            WHERE a.backup_id = backup_measure.backup_id AND a.accepted_at IS NOT NULL)
        """;
    h.createUpdate(sql)
        .bind("schedule", series.schedule())
        .bind("server", series.server())
        .bind("scope", series.scope())
        .bind("id", backupId)
        .execute();
  }

  static boolean isNewest(Handle h, Measured backup) {
    String newer =
        """
        EXISTS (SELECT 1 FROM backup_measure
          WHERE schedule = :schedule AND server = :server AND scope = :scope
            AND suspicious = %s AND backup_id > :id)
        """;
    String sql =
        "SELECT NOT %s AND NOT %s".formatted(newer.formatted("FALSE"), newer.formatted("TRUE"));
    return h.createQuery(sql).bindMap(series(backup)).mapTo(Boolean.class).one();
  }

  /** History begins anew only with what was suspicious: the rest was history all along. */
  static void accept(Handle h, String backupId) {
    // from left to right: the second must not come first
    String sql =
        "UPDATE backup_measure SET accepted = suspicious, suspicious = FALSE WHERE backup_id = :id";
    h.createUpdate(sql).bind("id", backupId).execute();
  }

  private static Map<String, String> series(Measured backup) {
    return Map.of(
        "id", backup.backupId(),
        "schedule", backup.schedule(),
        "server", backup.server(),
        "scope", backup.scope());
  }

  private static Measure read(ResultSet row) throws SQLException {
    @Nullable Long rows = row.getObject("row_count", Long.class);
    return new Measure(
        new Made(row.getString("dumped_by"), row.getString("packed_by")),
        row.getLong("raw_bytes"),
        row.getLong("stored_bytes"),
        row.getLong("duration_ms"),
        row.getObject("table_count", Long.class),
        rows == null ? null : new Rows(rows, row.getBoolean("rows_counted")));
  }
}
