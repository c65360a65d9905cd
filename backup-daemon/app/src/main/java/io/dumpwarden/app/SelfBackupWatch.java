package io.dumpwarden.app;

import io.dumpwarden.catalog.LocalStorages;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.node.ClusterLock;
import io.dumpwarden.recovery.SelfBackup;
import io.dumpwarden.recovery.SelfBackupRows;
import io.dumpwarden.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every minute which storage is due for a backup of the metadata store. Each gets a thread of
 * its own, so that one that hangs holds up no other.
 */
final class SelfBackupWatch {

  private static final Logger LOG = LoggerFactory.getLogger(SelfBackupWatch.class);
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** One that failed is tried again after this, or after the interval where that is shorter. */
  private static final Duration AGAIN = Duration.ofMinutes(15);

  private final Platform platform;
  private final LocalStorages locals;
  private final SelfBackupService service;
  private final SelfBackupRows rows;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "self-backup");
            thread.setDaemon(true);
            return thread;
          });

  /** When each storage was last tried here, also where no row could be written. */
  private final java.util.Map<String, Instant> tried = new ConcurrentHashMap<>();

  SelfBackupWatch(Platform platform, LocalStorages locals, ClusterLock lock) {
    this.platform = platform;
    this.locals = locals;
    this.service = new SelfBackupService(platform, lock);
    this.rows = service.rows();
  }

  void start(ScheduledExecutorService ticker) {
    ticker.schedule(
        () -> Periodic.every(ticker, LOOK, "self-backups", this::look),
        LOOK.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  void stop() {
    threads.shutdownNow();
  }

  /** Begins what is due. */
  void look() {
    var config = platform.snapshots().get();
    Duration every = config.settings().selfBackupEvery();
    if (every == null) {
      return;
    }
    for (Storage storage : config.storages()) {
      if (storage.enabled() && busy.add(storage.id())) {
        threads.execute(() -> runIfDue(storage, every));
      }
    }
  }

  private void runIfDue(Storage storage, Duration every) {
    try {
      if (isDue(storage, every) && !locals.isOfAnother(storage)) {
        tried.put(storage.id(), platform.clock().instant());
        if (service.run(storage, new AtomicReference<>())) {
          LOG.info("the metadata store is backed up on storage {}", storage.name());
        }
      }
    } catch (StorageException | DumpwardenException e) {
      LOG.error(
          "the metadata store cannot be backed up on storage {}: {}",
          storage.name(),
          e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("the metadata store cannot be backed up on storage {}", storage.name(), e);
    } finally {
      busy.remove(storage.id());
    }
  }

  private boolean isDue(Storage storage, Duration every) {
    Instant now = platform.clock().instant();
    Duration again = every.compareTo(AGAIN) < 0 ? every : AGAIN;
    Instant last = tried.getOrDefault(storage.id(), Instant.MIN);
    Optional<SelfBackup> newest = rows.newest(storage.id());
    boolean justTried =
        isWithin(last, again, now)
            || newest.filter(b -> isWithin(b.startedAt(), again, now)).isPresent();
    return !justTried
        && rows.newestStored(storage.id())
            .filter(stored -> isWithin(stored.startedAt(), every, now))
            .isEmpty();
  }

  /** What is dated in the future tells of a wrong clock, and holds nothing up. */
  private static boolean isWithin(Instant at, Duration span, Instant now) {
    return at.isAfter(now.minus(span)) && !at.isAfter(now);
  }
}
