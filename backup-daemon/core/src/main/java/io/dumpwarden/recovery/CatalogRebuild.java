package io.dumpwarden.recovery;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.config.Storage;
import io.dumpwarden.recovery.CatalogImport.Answer;
import io.dumpwarden.recovery.CatalogImport.Weight;
import io.dumpwarden.recovery.FoundManifest.Unfit;
import io.dumpwarden.recovery.FoundManifest.Whole;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of backups and copies again from the manifests that stand on a storage. May be
 * repeated, and broken off at any point; memory is bounded, however many manifests there are.
 */
public final class CatalogRebuild {

  /**
   * What is to be done.
   *
   * @param host the host that the copies belong to; null where every node reaches the storage
   * @param dryRun whether it only tells what it would do
   * @param importForeign whether manifests that are not ours get rows too, marked as such
   */
  public record Wish(
      Storage storage, @Nullable String host, boolean dryRun, boolean importForeign) {}

  private final CatalogImport rows;
  private final ManifestReader manifests;

  public CatalogRebuild(CatalogImport rows, ManifestFormat manifests) {
    this.rows = rows;
    this.manifests = new ManifestReader(manifests);
  }

  /**
   * Reads every manifest of the storage.
   *
   * @param findings told of what is off, as it is found
   * @throws io.dumpwarden.storage.StorageException where the storage does not answer; what was
   *     added so far stays
   */
  public RebuildReport run(Wish wish, StorageProvider provider, Consumer<Finding> findings) {
    Pass pass = new Pass(wish, provider, findings);
    provider.check();
    try (Stream<StoredObject> objects = provider.list("")) {
      objects
          .filter(object -> !object.key().value().startsWith(KeyLayout.SELF_BACKUPS))
          .forEach(pass::take);
    }
    return pass.report();
  }

  /** One way through a storage. */
  private final class Pass {

    private final Wish wish;
    private final StorageProvider provider;
    private final Consumer<Finding> findings;
    private final RebuiltBackup rebuilt;
    private final RecentSizes sizes;
    private final long[] outcomes = new long[CatalogImport.Outcome.values().length];
    private long seen;
    private long foreign;
    private long imported;
    private long off;

    Pass(Wish wish, StorageProvider provider, Consumer<Finding> findings) {
      this.wish = wish;
      this.provider = provider;
      this.findings = findings;
      this.rebuilt = new RebuiltBackup(wish.storage(), wish.host());
      this.sizes = new RecentSizes(wish.storage().setting("object_lock_mode").isPresent());
    }

    void take(StoredObject object) {
      Optional<ObjectKey> dump = KeyLayout.dumpOf(object.key());
      if (dump.isEmpty()) {
        sizes.saw(object);
        return;
      }
      seen++;
      ObjectKey key = dump.get();
      FoundManifest found = manifests.read(provider, key, sizes.find(provider, key));
      if (found instanceof Unfit unfit) {
        tell(unfit.kind(), key, null, unfit.why());
      } else if (found instanceof Whole whole) {
        take(whole);
      }
    }

    private void take(Whole found) {
      if (!found.isForeign()) {
        count(found, rebuilt.ours(found), Weight.FULL);
        return;
      }
      foreign++;
      tell(Finding.Kind.FOREIGN_MANIFEST, found.dump().key(), null, found.foreign());
      if (wish.importForeign()) {
        Answer answer = add(rebuilt.foreign(found), Weight.NONE);
        imported += answer.outcome() == CatalogImport.Outcome.BACKUP_ADDED ? 1 : 0;
      }
    }

    private void count(Whole found, Backup backup, Weight weight) {
      Answer answer = add(backup, weight);
      outcomes[answer.outcome().ordinal()]++;
      if (answer.outcome() == CatalogImport.Outcome.DISAGREES) {
        tell(Finding.Kind.ROW_DISAGREES, found.dump().key(), backup.id(), answer.why());
      }
    }

    private Answer add(Backup backup, Weight weight) {
      return wish.dryRun() ? rows.preview(backup) : rows.add(backup, weight);
    }

    private void tell(Finding.Kind kind, ObjectKey key, @Nullable String backupId, String why) {
      off++;
      findings.accept(new Finding(kind, wish.storage().name(), key.value(), backupId, why));
    }

    RebuildReport report() {
      return new RebuildReport(
          seen,
          outcomes[CatalogImport.Outcome.BACKUP_ADDED.ordinal()],
          outcomes[CatalogImport.Outcome.BACKUP_ADDED.ordinal()]
              + outcomes[CatalogImport.Outcome.COPY_ADDED.ordinal()],
          outcomes[CatalogImport.Outcome.KNOWN.ordinal()],
          foreign,
          imported,
          off);
    }
  }
}
