package io.dumpwarden.metadata;

import io.dumpwarden.scan.Holdings;
import io.dumpwarden.scan.ScanStore;
import io.dumpwarden.scan.ServerScan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The last scan of each server, as JSON. */
public final class JdbiScanStore implements ScanStore {

  // In this order whatever the optimizer thinks: it ends at the first, however long the history is.
  private static final String LAST_BACKUP =
      """
      SELECT b.finished_at FROM backup_database d STRAIGHT_JOIN backup b ON b.id = d.backup_id
      WHERE d.server = :server AND d.database_name = :database
        AND b.status IN ('succeeded', 'partial') AND b.finished_at IS NOT NULL
        AND (SELECT 1 FROM copy c WHERE c.backup_id = b.id AND c.status = 'stored' LIMIT 1) = 1
      ORDER BY d.backup_id DESC LIMIT 1
      """;

  private final Database database;

  public JdbiScanStore(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public void save(ServerScan scan) {
    String sql =
        "REPLACE INTO server_scan (server, scanned_at, result) VALUES (:server, :at, :result)";
    database.change(
        h ->
            h.createUpdate(sql)
                .bind("server", scan.server())
                .bind("at", Utc.stored(scan.scannedAt()))
                .bind("result", Json.write(scan.holdings()))
                .execute());
  }

  @Override
  public Optional<ServerScan> last(String server) {
    return database.read(
        h ->
            h.createQuery(
                    "SELECT server, scanned_at, result FROM server_scan WHERE server = :server")
                .bind("server", server)
                .map((row, c) -> scan(row))
                .findOne());
  }

  @Override
  public List<ServerScan> all() {
    return database.read(
        h ->
            h.select("SELECT server, scanned_at, result FROM server_scan ORDER BY server")
                .map((row, c) -> scan(row))
                .list());
  }

  private static ServerScan scan(ResultSet row) throws SQLException {
    return new ServerScan(
        row.getString("server"),
        Utc.get(row, "scanned_at"),
        Json.value(row.getString("result"), Holdings.class));
  }

  @Override
  public Map<String, Instant> lastBackups(String server, Collection<String> databases) {
    return database.read(
        h -> {
          Map<String, Instant> found = new HashMap<>();
          for (String name : databases) {
            lastBackup(h, server, name).ifPresent(at -> found.put(name, at));
          }
          return found;
        });
  }

  private static Optional<Instant> lastBackup(Handle h, String server, String database) {
    return h.createQuery(LAST_BACKUP)
        .bind("server", server)
        .bind("database", database)
        .map((row, c) -> Utc.get(row, "finished_at"))
        .findOne();
  }
}
