package io.dumpwarden.metadata;

import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreEnd;
import io.dumpwarden.restore.RestoreFilter;
import io.dumpwarden.restore.RestoreProgress;
import io.dumpwarden.restore.RestoreStatus;
import io.dumpwarden.restore.RestoreStore;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The history of restores as rows; their logs are beside those of runs. */
public final class JdbiRestoreStore implements RestoreStore {

  private final Database database;
  private final RunLogs logs;

  public JdbiRestoreStore(MetadataStore store) {
    this.database = store.database();
    this.logs = new RunLogs(database);
  }

  @Override
  public void begin(Restore restore) {
    database.change(h -> RestoreRow.insert(h, restore));
  }

  @Override
  public boolean progress(String id, RestoreProgress progress) {
    String sql =
        """
        UPDATE restore SET phase = :phase, checked_bytes = :checked, loaded_bytes = :loaded,
          raw_bytes = :raw, table_progress = :rows
        WHERE id = :id AND status = 'running'
        """;
    return database.write(
        h -> {
          h.createUpdate(sql)
              .bind("phase", progress.phase().id())
              .bind("checked", progress.checkedBytes())
              .bind("loaded", progress.loadedBytes())
              .bind("raw", progress.rawBytes())
              .bind("rows", RowsColumn.write(progress.rows()))
              .bind("id", id)
              .execute();
          return h.createQuery("SELECT cancel_requested FROM restore WHERE id = :id")
              .bind("id", id)
              .mapTo(Boolean.class)
              .findOne()
              .orElse(false);
        });
  }

  @Override
  public void requestCancel(String id) {
    String sql = "UPDATE restore SET cancel_requested = TRUE WHERE id = :id AND status = 'running'";
    database.change(h -> h.createUpdate(sql).bind("id", id).execute());
  }

  @Override
  public boolean finish(String id, RestoreEnd end) {
    return database.write(
        h -> {
          boolean may =
              RestoreRow.lockedStatus(h, id)
                  .filter(now -> mayBecome(now, end.status()))
                  .isPresent();
          if (may) {
            RestoreRow.end(h, id, end);
          }
          return may;
        });
  }

  /** A proven result beats the guess that its process died. */
  private static boolean mayBecome(RestoreStatus before, RestoreStatus after) {
    return after.isFinal()
        && switch (before) {
          case RUNNING -> true;
          case INTERRUPTED -> after == RestoreStatus.SUCCEEDED || after == RestoreStatus.PARTIAL;
          case SUCCEEDED, PARTIAL, FAILED, CANCELLED -> false;
        };
  }

  @Override
  public Optional<Restore> find(String id) {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM restore WHERE id = :id")
                .bind("id", id)
                .map(RestoreRow::read)
                .findOne());
  }

  @Override
  public List<Restore> list(RestoreFilter filter) {
    Conditions where =
        new Conditions()
            .equal("target", filter.target())
            .equal("status", filter.status())
            .equal("backup_id", filter.backupId())
            .below("id", filter.beforeId());
    String sql = "SELECT * FROM restore " + where.sql() + " ORDER BY id DESC LIMIT :limit";
    return database.read(
        h ->
            h.createQuery(sql)
                .bindMap(where.values())
                .bind("limit", filter.limit())
                .map(RestoreRow::read)
                .list());
  }

  @Override
  public List<Restore> running() {
    return database.read(JdbiRestoreStore::running);
  }

  private static List<Restore> running(Handle h) {
    return h.select("SELECT * FROM restore WHERE status = 'running' ORDER BY id")
        .map(RestoreRow::read)
        .list();
  }

  @Override
  public void log(String id, List<String> lines) {
    logs.append(id, lines);
  }

  @Override
  public List<String> readLog(String id, int after) {
    return logs.read(id, after);
  }
}
