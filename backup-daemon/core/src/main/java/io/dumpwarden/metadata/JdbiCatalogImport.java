package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.recovery.CatalogImport;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Adds rebuilt rows on the same ways as those of a run, so that every sum changes along. */
public final class JdbiCatalogImport implements CatalogImport {

  private final Database database;

  public JdbiCatalogImport(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public Answer preview(Backup backup) {
    return database.read(h -> judge(find(h, backup.id()), backup));
  }

  @Override
  public Answer add(Backup backup, Weight weight) {
    return database.write(
        h -> {
          h.createQuery("SELECT id FROM backup WHERE id = :id FOR UPDATE")
              .bind("id", backup.id())
              .mapTo(String.class)
              .findOne();
          Optional<Backup> known = find(h, backup.id());
          Answer answer = judge(known, backup);
          switch (answer.outcome()) {
            case BACKUP_ADDED -> insert(h, backup, weight);
            // under the names that the row has
            case COPY_ADDED -> CopyStates.settle(h, known.orElseThrow(), only(backup));
            case KNOWN, DISAGREES -> {}
          }
          return answer;
        });
  }

  private static void insert(Handle h, Backup backup, Weight weight) {
    BackupRow.insert(h, backup);
    BackupRow.end(h, backup);
    CopyStates.settle(h, backup, only(backup));
    if (weight == Weight.FULL) {
      BackupTotals.record(h, BackupStatus.RUNNING, backup);
    }
  }

  private static Optional<Backup> find(Handle h, String id) {
    return BackupRow.loadForList(h, List.of(id)).stream().findFirst();
  }

  private static Copy only(Backup backup) {
    return backup.copies().get(0);
  }

  private static Answer judge(Optional<Backup> known, Backup rebuilt) {
    if (known.isEmpty()) {
      return new Answer(Outcome.BACKUP_ADDED, "");
    }
    Copy copy = only(rebuilt);
    Optional<Copy> there =
        known.get().copies().stream()
            .filter(c -> c.storage().equals(copy.storage()) && c.key().equals(copy.key()))
            .findFirst();
    return there.isPresent() ? judge(there.get(), copy) : judge(known.get().status());
  }

  private static Answer judge(BackupStatus status) {
    return switch (status) {
      case SUCCEEDED, PARTIAL -> new Answer(Outcome.COPY_ADDED, "");
      case RUNNING, FAILED, CANCELLED, INTERRUPTED ->
          disagrees("its backup's row says %s".formatted(status.id()));
    };
  }

  private static Answer judge(Copy row, Copy rebuilt) {
    if (!row.storageId().equals(rebuilt.storageId())) {
      return disagrees("its row belongs to another storage that had this name before");
    }
    return switch (row.status()) {
      case STORED -> new Answer(Outcome.KNOWN, "");
      case DELETED, EXPIRED ->
          disagrees(
              "its row says %s, and the object is there: it is not revived"
                  .formatted(row.status().id()));
      case MISSING, CORRUPT ->
          disagrees("its row says %s: verify the backup".formatted(row.status().id()));
      case PENDING, FAILED ->
          disagrees("its row says %s: the sweep looks at it".formatted(row.status().id()));
    };
  }

  private static Answer disagrees(String why) {
    return new Answer(Outcome.DISAGREES, why);
  }
}
