package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.SeriesCopy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Backups and copies as rows; each part of the work is a class beside this one. */
public final class JdbiBackupCatalog implements BackupCatalog {

  private final BackupWrites backups;
  private final BackupLists lists;
  private final CopyStates copies;
  private final SeriesLists series;
  private final HoldStates holds;

  public JdbiBackupCatalog(MetadataStore store) {
    Database database = store.database();
    this.backups = new BackupWrites(database);
    this.lists = new BackupLists(database);
    this.copies = new CopyStates(database);
    this.series = new SeriesLists(database);
    this.holds = new HoldStates(database);
  }

  @Override
  public void begin(Backup backup) {
    backups.begin(backup);
  }

  @Override
  public void finish(Backup backup) {
    backups.finish(backup);
  }

  @Override
  public Optional<Backup> find(String id) {
    return lists.find(id);
  }

  @Override
  public List<Backup> list(BackupFilter filter) {
    return lists.list(filter);
  }

  @Override
  public List<Backup> ofRun(String runId) {
    return lists.ofRun(runId);
  }

  @Override
  public Optional<Backup> lastGood(String schedule, String server, String scope) {
    return lists.lastGood(schedule, server, scope);
  }

  @Override
  public List<Series> series() {
    return series.all();
  }

  @Override
  public List<Series> seriesOf(String schedule) {
    return series.ofSchedule(schedule);
  }

  @Override
  public List<SeriesCopy> copiesOf(Series of) {
    return series.copiesOf(of);
  }

  @Override
  public void markCopy(String copyId, CopyStatus status, Instant at) {
    copies.mark(copyId, status, at);
  }

  @Override
  public void settle(Copy copy) {
    copies.settle(copy);
  }

  @Override
  public List<Copy> pendingOf(String nodeId) {
    return copies.pendingOf(nodeId);
  }

  @Override
  public List<Copy> failedAfter(String afterId, int limit) {
    return copies.failedAfter(afterId, limit);
  }

  @Override
  public boolean pin(String backupId, boolean pinned) {
    return holds.pin(backupId, pinned);
  }

  @Override
  public boolean expire(String copyId, boolean evenPinned) {
    return holds.expire(copyId, evenPinned);
  }

  @Override
  public void lock(String copyId, @Nullable Instant until) {
    holds.lock(copyId, until);
  }
}
