package io.dumpwarden.anomaly;

import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.catalog.Series;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each good backup against those before it, once, and records what is found. Safe for use by
 * many threads.
 */
public final class BackupJudge {

  private static final Logger LOG = LoggerFactory.getLogger(BackupJudge.class);

  private final AnomalyStore store;
  private final Function<String, Optional<Backup>> backups;
  private final ManifestFormat manifests;
  private final InstantSource clock;

  /**
   * @param backups by their ids, with their manifests
   */
  public BackupJudge(
      AnomalyStore store,
      Function<String, Optional<Backup>> backups,
      ManifestFormat manifests,
      InstantSource clock) {
    this.store = store;
    this.backups = backups;
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

  /**
   * Judges what was missed among the newest backups of a series, oldest first: made by an earlier
   * version, rebuilt from manifests, or ended right before the store or this process did. Cheap
   * where nothing was missed; never throws.
   *
   * @return whether it was done; where not, no copy of the series should be removed
   */
  public boolean catchUp(Series series) {
    return catchUp(series, () -> store.unmeasured(series, AnomalyJudge.WINDOW));
  }

  /**
   * The same for all backups of a series, however many: after its rows were made again. Those after
   * the oldest that was missed are judged again, since they were held against too little.
   */
  public boolean catchUpInFull(Series series) {
    return catchUp(
        series,
        () -> {
          List<String> missed = store.unmeasured(series, Integer.MAX_VALUE);
          missed.stream().findFirst().ifPresent(oldest -> store.forgetAfter(series, oldest));
          return missed.isEmpty() ? missed : store.unmeasured(series, Integer.MAX_VALUE);
        });
  }

  private boolean catchUp(Series series, Supplier<List<String>> missed) {
    try {
      missed.get().forEach(this::makeUpFor);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("the backups of {} are not compared with those before: {}", series, e.toString());
      return false;
    }
  }

  private List<Anomaly> judge(Measured backup) {
    Series series = new Series(backup.schedule(), "", backup.server(), backup.scope());
    store.unmeasured(series, AnomalyJudge.WINDOW).stream()
        .filter(id -> id.compareTo(backup.backupId()) < 0)
        .forEach(this::makeUpFor);
    return compare(backup);
  }

  /** One whose manifest cannot be read is no measure, and no obstacle. */
  private void makeUpFor(String id) {
    try {
      backups.apply(id).flatMap(this::measured).ifPresent(this::compare);
    } catch (IllegalArgumentException | NullPointerException e) {
      LOG.debug("backup {} is not compared with: its manifest cannot be read", id, e);
    }
  }

  private List<Anomaly> compare(Measured backup) {
    History history = store.before(backup, AnomalyJudge.WINDOW);
    List<Anomaly> found = AnomalyJudge.judge(backup.measure(), history);
    boolean isNew = store.judged(backup, found, clock.instant());
    return isNew ? found : List.of();
  }

  private Optional<Measured> measured(Backup backup) {
    boolean good =
        backup.status() == BackupStatus.SUCCEEDED || backup.status() == BackupStatus.PARTIAL;
    return good && backup.result() != null
        ? Optional.of(Measuring.of(backup, manifests.read(backup.result().manifest())))
        : Optional.empty();
  }
}
