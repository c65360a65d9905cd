package io.dumpwarden.retention;

import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what the rules no longer keep: the objects first, then the row is marked. Safe for use
 * by many threads.
 */
public final class RetentionRunner {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionRunner.class);

  private final Supplier<ConfigSnapshot> config;
  private final BackupCatalog catalog;
  private final StorageOpener storages;
  private final String host;
  private final InstantSource clock;

  /**
   * @param host this machine: copies on another host's local storage are left to that host
   */
  public RetentionRunner(
      Supplier<ConfigSnapshot> config,
      BackupCatalog catalog,
      StorageOpener storages,
      String host,
      InstantSource clock) {
    this.config = config;
    this.catalog = catalog;
    this.storages = storages;
    this.host = host;
    this.clock = clock;
  }

  /** What would go, and why, for every series; touches nothing. */
  public List<SeriesPlan> preview() {
    return plans(config.get(), series -> true);
  }

  /** Applies the rules to every series; what cannot be removed now is tried again next time. */
  public List<SeriesPlan> applyAll() {
    return apply(series -> true);
  }

  /** Applies the rules of one schedule to one server's series: what a good run calls for. */
  public void apply(String schedule, String server) {
    apply(s -> s.schedule().equals(schedule) && s.server().equals(server));
  }

  private List<SeriesPlan> apply(Predicate<Series> which) {
    ConfigSnapshot snapshot = config.get();
    List<SeriesPlan> plans = plans(snapshot, which);
    for (SeriesPlan plan : plans) {
      snapshot.storage(plan.series().storage()).ifPresent(storage -> remove(plan, storage));
    }
    return plans;
  }

  private List<SeriesPlan> plans(ConfigSnapshot snapshot, Predicate<Series> which) {
    List<SeriesPlan> plans = new ArrayList<>();
    for (Series series : catalog.series()) {
      if (which.test(series)) {
        plan(snapshot, series).ifPresent(plans::add);
      }
    }
    return plans;
  }

  /** Empty for an orphaned series: without a rule everything stays. */
  private Optional<SeriesPlan> plan(ConfigSnapshot snapshot, Series series) {
    return snapshot.rulesOf(series.schedule()).stream()
        .filter(rule -> rule.storage().equals(series.storage()))
        .findFirst()
        .map(rule -> SeriesPlan.of(series, rule, catalog.copiesOf(series), clock.instant()));
  }

  private void remove(SeriesPlan plan, Storage storage) {
    for (Copy copy : plan.removed()) {
      boolean sameStorage = copy.storageId().equals(storage.id());
      boolean within = copy.host() == null || Objects.equals(copy.host(), host);
      // one that does not answer would keep us waiting for every copy of the plan
      if (sameStorage && within && !remove(copy, storage)) {
        return;
      }
    }
  }

  /** Answers whether going on makes sense. */
  private boolean remove(Copy copy, Storage storage) {
    try {
      StorageProvider provider = storages.open(storage);
      ObjectKey key = new ObjectKey(copy.key());
      catalog.markCopy(copy.id(), CopyStatus.EXPIRED, clock.instant());
      // the manifest goes last: as long as it is there, a dump that is still there can be told from
      // a stray
      provider.delete(key);
      provider.delete(KeyLayout.manifestKey(key));
      catalog.markCopy(copy.id(), CopyStatus.DELETED, clock.instant());
      LOG.info("retention removed {} from storage {}", key, storage.name());
      return true;
    } catch (StorageException e) {
      warn(copy, storage, e);
      return e.kind() != Kind.UNAVAILABLE;
    } catch (DumpwardenException e) {
      warn(copy, storage, e);
      return false;
    }
  }

  private static void warn(Copy copy, Storage storage, RuntimeException e) {
    LOG.warn(
        "retention could not remove {} from storage {}: {}",
        copy.key(),
        storage.name(),
        e.getMessage());
  }
}
