package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupFilter;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Looks at backups. Every list finds its ids along one index first, then reads those rows. */
final class BackupLists {

  private final Database database;

  BackupLists(Database database) {
    this.database = database;
  }

  Optional<Backup> find(String id) {
    return database.read(h -> BackupRow.load(h, List.of(id)).stream().findFirst());
  }

  List<Backup> list(BackupFilter filter) {
    return database.read(h -> BackupRow.load(h, ids(h, filter)));
  }

  List<Backup> ofRun(String runId) {
    return database.read(
        h ->
            BackupRow.load(
                h,
                h.createQuery("SELECT id FROM backup WHERE run_id = :run")
                    .bind("run", runId)
                    .mapTo(String.class)
                    .list()));
  }

  Optional<Backup> lastGood(String schedule, String server, String scope) {
    String sql =
        """
        SELECT MAX(id) FROM backup
        WHERE schedule = :schedule AND server = :server AND scope = :scope
          AND status IN ('succeeded', 'partial')
        """;
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("schedule", schedule)
                .bind("server", server)
                .bind("scope", scope)
                .mapTo(String.class)
                .findOne()
                .flatMap(id -> BackupRow.load(h, List.of(id)).stream().findFirst()));
  }

  private static List<String> ids(Handle h, BackupFilter filter) {
    return filter.database() == null && filter.storage() == null
        ? idsOfAny(h, filter)
        : filter.database() == null ? idsOnStorage(h, filter) : idsOfDatabase(h, filter);
  }

  private static List<String> idsOfAny(Handle h, BackupFilter filter) {
    Conditions where = common(filter, "b.server").below("b.id", filter.beforeId());
    return ids(h, "b.id", "backup b", where, filter.limit());
  }

  private static List<String> idsOnStorage(Handle h, BackupFilter filter) {
    Conditions where =
        common(filter, "b.server")
            .equal("c.storage", filter.storage())
            .below("c.backup_id", filter.beforeId());
    return ids(h, "c.backup_id", "copy c JOIN backup b ON b.id = c.backup_id", where, filter.limit());
  }

  private static List<String> idsOfDatabase(Handle h, BackupFilter filter) {
    Conditions where =
        common(filter, "d.server")
            .equal("d.database_name", filter.database())
            .below("d.backup_id", filter.beforeId());
    String from = "backup_database d JOIN backup b ON b.id = d.backup_id";
    if (filter.storage() != null) {
      where.equal("c.storage", filter.storage());
      from += " JOIN copy c ON c.backup_id = d.backup_id";
    }
    return ids(h, "d.backup_id", from, where, filter.limit());
  }

  private static Conditions common(BackupFilter filter, String server) {
    return new Conditions()
        .equal(server, filter.server())
        .equal("b.schedule", filter.schedule())
        .equal("b.status", filter.status());
  }

  private static List<String> ids(
      Handle h, String id, String from, Conditions where, int limit) {
    String sql =
        "SELECT DISTINCT %1$s FROM %2$s %3$s ORDER BY %1$s DESC LIMIT :limit"
            .formatted(id, from, where.sql());
    return h.createQuery(sql)
        .bindMap(where.values())
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }
}
