package io.dumpwarden.recovery;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.config.Storage;
import java.util.Collection;
import java.util.List;

/** The rows of one storage's copies. May throw {@code METADATA_UNAVAILABLE}. */
public interface CatalogRows {

  /** The copies on the storage that these runs made. */
  List<Copy> ofRuns(Storage storage, Collection<String> runIds);

  /**
   * The copies on the storage, in the order of their backups' ids.
   *
   * @param afterBackupId only those of later backups: the key to the next page; empty for the first
   * @param limit of backups
   */
  List<Copy> after(Storage storage, String afterBackupId, int limit);
}
