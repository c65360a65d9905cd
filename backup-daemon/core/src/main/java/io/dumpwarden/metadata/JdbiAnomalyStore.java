package io.dumpwarden.metadata;

import io.dumpwarden.anomaly.AnomalyStore;
import io.dumpwarden.anomaly.History;
import io.dumpwarden.anomaly.Measured;
import io.dumpwarden.anomaly.OpenAnomaly;
import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Figures and anomalies as rows. */
public final class JdbiAnomalyStore implements AnomalyStore {

  private final Database database;

  public JdbiAnomalyStore(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public History before(Measured backup, int limit) {
    return database.read(
        h -> MeasureRow.before(h, backup, limit).withSuspects(AnomalyRow.suspects(h, backup)));
  }

  @Override
  public List<String> unmeasured(Series series, int limit) {
    return database.read(h -> MeasureRow.unmeasured(h, series, limit));
  }

  @Override
  public void forgetAfter(Series series, String backupId) {
    database.change(
        h -> {
          MeasureRow.forgetAfter(h, series, backupId);
          AnomalyRow.forgetUnmeasured(h, series, backupId);
        });
  }

  @Override
  public boolean judged(Measured backup, List<Anomaly> found, Instant at) {
    return database.write(
        h -> {
          boolean suspicious = found.stream().anyMatch(Anomaly::suspicious);
          if (!MeasureRow.insert(h, backup, suspicious)) {
            return false;
          }
          boolean newest = MeasureRow.isNewest(h, backup);
          AnomalyRow.overtaken(h, backup);
          found.forEach(anomaly -> AnomalyRow.insert(h, backup, anomaly, newest, at));
          return true;
        });
  }

  /** A series whose schedule or server is gone, or of which nothing is left, has none. */
  @Override
  public List<OpenAnomaly> open() {
    String sql =
        """
        SELECT a.*, b.database_names FROM backup_anomaly a JOIN backup b ON b.id = a.backup_id
        WHERE a.newest = TRUE AND a.accepted_at IS NULL
          AND EXISTS (SELECT 1 FROM server s WHERE s.name = a.server)
          AND (a.schedule = :builtIn OR EXISTS (SELECT 1 FROM schedule s WHERE s.name = a.schedule))
          AND EXISTS (SELECT 1 FROM copy c WHERE c.backup_id = a.backup_id
            AND c.status IN ('stored', 'missing', 'corrupt', 'expired'))
        ORDER BY a.server, a.schedule, a.scope, a.kind
        """;
    return database.read(
        h -> h.createQuery(sql).bind("builtIn", Schedule.MANUAL).map((row, c) -> open(row)).list());
  }

  private static OpenAnomaly open(ResultSet row) throws SQLException {
    return new OpenAnomaly(
        row.getString("server"),
        row.getString("schedule"),
        row.getString("scope"),
        Json.list(row.getString("database_names")),
        row.getString("backup_id"),
        AnomalyRow.kind(row),
        row.getString("reason"),
        row.getBoolean("suspicious"),
        Utc.get(row, "found_at"));
  }

  @Override
  public boolean accept(String backupId, String by, Instant at) {
    return database.write(
        h -> {
          requireBackup(h, backupId);
          boolean any = AnomalyRow.accept(h, backupId, by, at);
          if (any) {
            MeasureRow.accept(h, backupId);
          }
          return any;
        });
  }

  private static void requireBackup(Handle h, String id) {
    h.createQuery("SELECT id FROM backup WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .orElseThrow(
            () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no backup " + id));
  }
}
