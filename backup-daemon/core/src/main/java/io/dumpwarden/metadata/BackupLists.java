package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupFilter;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Looks at backups. Every list finds its ids along one index first, then reads those rows. */
final class BackupLists {

  // Compared with a value, because EXISTS lets the engines turn the order of the tables around.
  private static final String ON_STORAGE =
      "(SELECT 1 FROM copy o WHERE o.backup_id = %s AND o.storage = :value LIMIT 1) = 1";
  private static final String ONCE =
      "(SELECT MAX(t.id) FROM copy t WHERE t.backup_id = c.backup_id AND t.storage = :value) = c.id";
  private static final String OF_BACKUP =
      "(SELECT b.%s FROM backup b WHERE b.id = d.backup_id) = :value";

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
        (SELECT id FROM backup
         WHERE schedule = :schedule AND server = :server AND scope = :scope
           AND status = 'succeeded' ORDER BY id DESC LIMIT 1)
        UNION ALL
        (SELECT id FROM backup
         WHERE schedule = :schedule AND server = :server AND scope = :scope
           AND status = 'partial' ORDER BY id DESC LIMIT 1)
        ORDER BY id DESC LIMIT 1
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

  /**
   * Each way begins with the table that has an index for most of the filter, in the order of ids.
   */
  private static List<String> ids(Handle h, BackupFilter filter) {
    if (filter.database() != null) {
      return idsOfDatabase(h, filter);
    }
    return filter.storage() != null && filter.status() == null
        ? idsOnStorage(h, filter)
        : idsOfAny(h, filter);
  }

  private static List<String> idsOfAny(Handle h, BackupFilter filter) {
    Conditions where =
        new Conditions()
            .equal("b.server", filter.server())
            .equal("b.schedule", filter.schedule())
            .equal("b.status", filter.status())
            .where(ON_STORAGE.formatted("b.id"), filter.storage())
            .below("b.id", filter.beforeId());
    return ids(h, "b.id", "backup b", where, filter.limit());
  }

  private static List<String> idsOnStorage(Handle h, BackupFilter filter) {
    Conditions where =
        new Conditions()
            .equal("c.storage", filter.storage())
            .equal("c.server", filter.server())
            .equal("c.schedule", filter.schedule())
            .where(ONCE, filter.storage())
            .below("c.backup_id", filter.beforeId());
    String from = "copy c FORCE INDEX (" + indexOfCopies(filter) + ")";
    return ids(h, "c.backup_id", from, where, filter.limit());
  }

  /** Named, because MySQL 8.0.15 takes to reading and sorting the whole table on later pages. */
  private static String indexOfCopies(BackupFilter filter) {
    if (filter.server() != null) {
      return "copy_by_server_storage";
    }
    return filter.schedule() != null ? "copy_by_schedule_storage" : "copy_by_storage";
  }

  private static List<String> idsOfDatabase(Handle h, BackupFilter filter) {
    Conditions where =
        new Conditions()
            .equal("d.database_name", filter.database())
            .equal("d.server", filter.server())
            .where(OF_BACKUP.formatted("schedule"), filter.schedule())
            .where(OF_BACKUP.formatted("status"), filter.status())
            .where(ON_STORAGE.formatted("d.backup_id"), filter.storage())
            .below("d.backup_id", filter.beforeId());
    return ids(h, "d.backup_id", "backup_database d", where, filter.limit());
  }

  private static List<String> ids(Handle h, String id, String from, Conditions where, int limit) {
    String sql =
        "SELECT %1$s FROM %2$s %3$s ORDER BY %1$s DESC LIMIT :limit"
            .formatted(id, from, where.sql());
    return h.createQuery(sql)
        .bindMap(where.values())
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }
}
