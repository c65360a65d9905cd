package io.dumpwarden.anomaly;

import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.ManifestFormat;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each good backup against those before it, once, and records what is found. Safe for use by
 * many threads.
 */
public final class BackupJudge {

  private static final Logger LOG = LoggerFactory.getLogger(BackupJudge.class);

  private final AnomalyStore store;
  private final BackupCatalog catalog;
  private final ManifestFormat manifests;
  private final InstantSource clock;

  public BackupJudge(
      AnomalyStore store, BackupCatalog catalog, ManifestFormat manifests, InstantSource clock) {
    this.store = store;
    this.catalog = catalog;
    this.manifests = manifests;
    this.clock = clock;
  }

  /**
   * Judges a backup that is on record; nothing where it is not good, or was judged before. Never
   * throws: a backup is good whether or not it can be judged.
   *
   * @return what it differs in
   */
  public List<Anomaly> judge(Backup backup) {
    try {
      return measured(backup).map(this::judge).orElse(List.of());
    } catch (RuntimeException e) {
      LOG.warn("backup {} is not compared with those before it: {}", backup.id(), e.toString());
      return List.of();
    }
  }

  private List<Anomaly> judge(Measured backup) {
    // those of an earlier version are measured when they are first needed
    for (String id : store.unmeasuredBefore(backup, AnomalyJudge.WINDOW)) {
      measure(id);
    }
    History history = store.before(backup, AnomalyJudge.WINDOW);
    List<Anomaly> found = AnomalyJudge.judge(backup.measure(), history);
    boolean isNew = store.judged(backup, found, clock.instant());
    return isNew ? found : List.of();
  }

  /** One whose manifest cannot be read is no measure, and no obstacle. */
  private void measure(String id) {
    try {
      catalog.find(id).flatMap(this::measured).ifPresent(store::measured);
    } catch (IllegalArgumentException | NullPointerException e) {
      LOG.debug("backup {} is not compared with: its manifest cannot be read", id, e);
    }
  }

  private Optional<Measured> measured(Backup backup) {
    boolean good =
        backup.status() == BackupStatus.SUCCEEDED || backup.status() == BackupStatus.PARTIAL;
    return good && backup.result() != null
        ? Optional.of(Measuring.of(backup, manifests.read(backup.result().manifest())))
        : Optional.empty();
  }
}
