package io.dumpwarden.sweep;

import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.verify.Verifications;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what was left on a storage that was away when its upload was to be aborted or its dump to
 * be taken back, or by a crash between beginning a write and recording it. Pending writes go where
 * their name carries a run of ours that has ended: another installation may share the bucket; dumps
 * without a manifest go where the row of a failed copy tells of them. Used by one thread at a time.
 */
public final class StraySweep {

  private static final Logger LOG = LoggerFactory.getLogger(StraySweep.class);

  private static final int PAGE = 200;

  /** Longer than the removal of one copy takes. */
  private static final Duration LEASE = Duration.ofMinutes(15);

  private final Supplier<ConfigSnapshot> config;
  private final StorageOpener storages;
  private final RunQueue queue;
  private final BackupCatalog catalog;
  private final CopySweeper sweeper;
  private final Verifications repairs;

  /** What tells a stray from what is at work. */
  public record Known(RunQueue queue, BackupCatalog catalog, Verifications repairs) {}

  public StraySweep(
      Supplier<ConfigSnapshot> config, StorageOpener storages, Known known, CopySweeper sweeper) {
    this.config = config;
    this.storages = storages;
    this.queue = known.queue();
    this.catalog = known.catalog();
    this.repairs = known.repairs();
    this.sweeper = sweeper;
  }

  /** Sweeps every enabled storage; one that does not answer is left for the next time. */
  public void sweep() {
    for (Storage storage : config.get().storages()) {
      if (storage.enabled()) {
        sweep(storage);
      }
    }
    sweepFailedCopies();
  }

  /** Each failed copy until it is swept, however many there are. */
  private void sweepFailedCopies() {
    Set<String> away = new HashSet<>();
    List<Copy> page = catalog.failedAfter("", PAGE);
    while (!page.isEmpty()) {
      page.forEach(copy -> sweepFailed(copy, away));
      page = catalog.failedAfter(page.get(page.size() - 1).id(), PAGE);
    }
  }

  /** A repair may have begun since the page was read; none begins while this has the claim. */
  private void sweepFailed(Copy copy, Set<String> away) {
    if (!repairs.claim(copy, LEASE)) {
      return;
    }
    try {
      sweeper.sweep(List.of(copy), away);
    } finally {
      repairs.release(copy.id());
    }
  }

  private void sweep(Storage storage) {
    try {
      StorageProvider provider = storages.open(storage);
      for (PendingWrite write : provider.pendingWrites("")) {
        if (ofEndedRun(write, storage)) {
          provider.discard(write);
          LOG.info("swept a stray write of {} on storage {}", write.key(), storage.name());
        }
      }
    } catch (StorageException | DumpwardenException e) {
      LOG.warn("storage {} cannot be swept now: {}", storage.name(), e.getMessage());
    }
  }

  /**
   * Whether the next sweep removes a pending write; empty while its run, or a repair, is at work.
   */
  public Optional<Boolean> wouldSweep(PendingWrite write, Storage storage) {
    Optional<Run> run = KeyLayout.runId(write.key()).flatMap(queue::find);
    boolean swept = ofEndedRun(write, storage);
    return run.isPresent() && !swept ? Optional.empty() : Optional.of(swept);
  }

  /** One that repairs a copy of such a run is under way. */
  private boolean ofEndedRun(PendingWrite write, Storage storage) {
    return KeyLayout.runId(write.key())
        .flatMap(queue::find)
        .filter(run -> run.status().isFinal())
        .filter(run -> !repairs.isUnderRepair(run.id(), storage.id()))
        .isPresent();
  }
}
