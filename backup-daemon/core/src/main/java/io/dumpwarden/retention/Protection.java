package io.dumpwarden.retention;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.retention.CopyVerdict.Result;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What speaks against deleting a copy, as far as the rows tell. */
record Protection(BackupCatalog catalog, InstantSource clock) {

  CopyVerdict of(Backup backup, Copy copy, boolean force) {
    CopyVerdict verdict = CopyVerdict.mayGo(backup, copy);
    if (backup.status() == BackupStatus.RUNNING || copy.status() == CopyStatus.PENDING) {
      return verdict.but(Result.REFUSED, "it is being written: cancel its run first");
    }
    if (force) {
      return verdict;
    }
    if (backup.pinned()) {
      return verdict.but(Result.REFUSED, "pinned: unpin it first, or add --force");
    }
    return lastGood(backup, copy)
        .map(why -> verdict.but(Result.REFUSED, why + " of its series: add --force to delete it"))
        .orElse(verdict);
  }

  private Optional<String> lastGood(Backup backup, Copy copy) {
    Series series = new Series(backup.schedule(), copy.storage(), backup.server(), backup.scope());
    List<StoredCopy> copies = catalog.copiesOf(series).stream().map(StoredCopy::of).toList();
    return RetentionPlanner.lastGood(copy.id(), copies, clock.instant());
  }
}
