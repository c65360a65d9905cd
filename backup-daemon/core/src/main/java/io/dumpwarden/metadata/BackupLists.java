package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks at backups. Every list finds its ids along one index first, then reads those rows. */
final class BackupLists {

  // Compared with a value, because EXISTS lets the engines turn the order of the tables around.
  private static final String ON_STORAGE =
      "(SELECT 1 FROM copy o WHERE o.backup_id = %s AND o.storage = :value LIMIT 1) = 1";
  private static final String ONCE =
      "(SELECT MAX(t.id) FROM copy t WHERE t.backup_id = c.backup_id AND t.storage = :value) = c.id";
  private static final String OF_DATABASE =
      """
      (SELECT 1 FROM backup_database o WHERE o.backup_id = b.id AND o.database_name = :value
       LIMIT 1) = 1""";
  private static final String SERIES_ON_STORAGE =
      """
      (SELECT 1 FROM copy t FORCE INDEX (copy_of_series) WHERE t.schedule = s.schedule
         AND t.storage = :value AND t.server = s.server AND t.scope = s.scope LIMIT 1) = 1""";
  private static final String SERIES_OF_DATABASE =
      """
      (SELECT 1 FROM series_database d WHERE d.schedule = s.schedule AND d.server = s.server
         AND d.scope = s.scope AND d.database_name = :value) = 1""";

  private final Database database;

  BackupLists(Database database) {
    this.database = database;
  }

  Optional<Backup> find(String id) {
    return database.read(h -> BackupRow.load(h, List.of(id)).stream().findFirst());
  }

  List<Backup> list(BackupFilter filter) {
    return database.read(h -> BackupRow.loadForList(h, ids(h, filter)));
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
        (SELECT id FROM backup FORCE INDEX (backup_latest)
         WHERE schedule = :schedule AND server = :server AND scope = :scope
           AND status = 'succeeded' ORDER BY id DESC LIMIT 1)
        UNION ALL
        (SELECT id FROM backup FORCE INDEX (backup_latest)
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
   * Each way begins with the table that has an index for all of the filter, in the order of ids;
   * where none has, the series lead there.
   */
  private static List<String> ids(Handle h, BackupFilter filter) {
    String text = filter.text();
    if (text != null) {
      return new BackupSearch(h, filter, text).ids();
    }
    int names = given(filter.server(), filter.schedule());
    int traits = given(filter.status(), filter.type());
    if (filter.database() != null) {
      boolean alone = given(filter.schedule(), filter.storage()) + traits == 0;
      return alone ? idsOfDatabase(h, filter) : idsBySeries(h, filter);
    }
    if (filter.storage() != null) {
      return traits == 0 && names < 2 ? idsOnStorage(h, filter) : idsBySeries(h, filter);
    }
    boolean indexed = traits == 0 || names == 0 || names + traits == 2 && filter.type() == null;
    return indexed ? idsOfAny(h, filter) : idsBySeries(h, filter);
  }

  private static int given(@Nullable String one, @Nullable String other) {
    return (one == null ? 0 : 1) + (other == null ? 0 : 1);
  }

  private static List<String> idsBySeries(Handle h, BackupFilter filter) {
    return SeriesDives.BACKUPS.newest(h, ofSeries(filter), ofRows(filter), filter.limit());
  }

  /** What a filter says of {@code s}, a series. */
  static Conditions ofSeries(BackupFilter filter) {
    return new Conditions("s")
        .equal("s.server", filter.server())
        .equal("s.schedule", filter.schedule())
        .equal("s.status", filter.status())
        .equal("s.type", filter.type())
        .where(SERIES_ON_STORAGE, filter.storage())
        .where(SERIES_OF_DATABASE, filter.database())
        .where("s.last_id >= :value", filter.from() == null ? null : Ids.firstAt(filter.from()));
  }

  /** What it says of {@code b}, a backup, beyond its series. */
  static Conditions ofRows(BackupFilter filter) {
    return new Conditions("b")
        .between("b.id", filter.from(), filter.until())
        .below("b.id", filter.beforeId())
        .where(ON_STORAGE.formatted("b.id"), filter.storage())
        .where(OF_DATABASE, filter.database());
  }

  private static List<String> idsOfAny(Handle h, BackupFilter filter) {
    Conditions where =
        new Conditions()
            .equal("b.server", filter.server())
            .equal("b.schedule", filter.schedule())
            .equal("b.status", filter.status())
            .equal("b.type", filter.type())
            .between("b.id", filter.from(), filter.until())
            .below("b.id", filter.beforeId());
    return ids(h, "b.id", "backup b FORCE INDEX (" + indexOfBackups(filter) + ")", where, filter);
  }

  /** Named, because an engine that has no idea of the rows takes to reading them all. */
  private static String indexOfBackups(BackupFilter filter) {
    if (filter.type() != null) {
      return filter.status() == null ? "backup_by_type" : "backup_by_type_status";
    }
    List<String> names = new ArrayList<>();
    if (filter.server() != null) {
      names.add("server");
    }
    if (filter.schedule() != null) {
      names.add("schedule");
    }
    if (filter.status() != null) {
      names.add("status");
    }
    return names.isEmpty() ? "PRIMARY" : "backup_by_" + String.join("_", names);
  }

  private static List<String> idsOnStorage(Handle h, BackupFilter filter) {
    Conditions where =
        new Conditions()
            .equal("c.storage", filter.storage())
            .equal("c.server", filter.server())
            .equal("c.schedule", filter.schedule())
            .where(ONCE, filter.storage())
            .between("c.backup_id", filter.from(), filter.until())
            .below("c.backup_id", filter.beforeId());
    String from = "copy c FORCE INDEX (" + indexOfCopies(filter) + ")";
    return ids(h, "c.backup_id", from, where, filter);
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
            .between("d.backup_id", filter.from(), filter.until())
            .below("d.backup_id", filter.beforeId());
    return ids(h, "d.backup_id", "backup_database d", where, filter);
  }

  private static List<String> ids(
      Handle h, String id, String from, Conditions where, BackupFilter filter) {
    String sql =
        "SELECT %1$s FROM %2$s %3$s ORDER BY %1$s DESC LIMIT :limit"
            .formatted(id, from, where.sql());
    return h.createQuery(sql)
        .bindMap(where.values())
        .bind("limit", filter.limit())
        .mapTo(String.class)
        .list();
  }
}
