package io.dumpwarden.recovery;

import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.config.Storage;
import io.dumpwarden.node.NodeLease;
import io.dumpwarden.node.NodeRegistry;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.sweep.CopySweeper;
import io.dumpwarden.sweep.StraySweep;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What those who clear up after crashes and failures would do, asked of themselves. */
public final class SweepPreview {

  private static final int PAGE = 200;

  private final NodeRegistry nodes;
  private final BackupCatalog catalog;
  private final CopySweeper copies;
  private final StraySweep strays;

  public SweepPreview(
      NodeRegistry nodes, BackupCatalog catalog, CopySweeper copies, StraySweep strays) {
    this.nodes = nodes;
    this.catalog = catalog;
    this.copies = copies;
    this.strays = strays;
  }

  /** As {@link StraySweep#wouldSweep}. */
  Optional<Boolean> of(PendingWrite write, Storage storage) {
    return strays.wouldSweep(write, storage);
  }

  /** Tells of every copy of the storage that would be swept, and what becomes of it. */
  void copies(Storage storage, StorageProvider provider, BiConsumer<Copy, String> told) {
    for (var dead : nodes.expired(NodeLease.GRACE)) {
      tell(catalog.pendingOf(dead.id()), storage, provider, told);
    }
    List<Copy> page = catalog.failedAfter("", PAGE);
    while (!page.isEmpty()) {
      tell(page, storage, provider, told);
      page = catalog.failedAfter(page.get(page.size() - 1).id(), PAGE);
    }
  }

  private void tell(
      List<Copy> those, Storage storage, StorageProvider provider, BiConsumer<Copy, String> told) {
    those.stream()
        .filter(copy -> copy.storageId().equals(storage.id()))
        .forEach(copy -> told.accept(copy, copies.preview(copy, provider)));
  }
}
