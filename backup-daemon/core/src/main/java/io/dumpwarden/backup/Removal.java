package io.dumpwarden.backup;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.error.LogContext;
import io.dumpwarden.storage.LockedException;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.sweep.StraySweep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a backup away again where it does not count: the manifest first, so that a dump without one
 * is all that may be left. Each storage has a thread of its own and none is waited for beyond 15 s
 * or its stall limit; what cannot be removed now, {@link StraySweep} removes.
 */
final class Removal {

  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private Removal() {}

  /** Works on an interrupted thread too, which stays interrupted. */
  static void of(ObjectKey key, List<TargetStorage> storages) {
    List<Thread> threads = new ArrayList<>();
    for (TargetStorage storage : storages) {
      Thread thread =
          new Thread(LogContext.carried(() -> remove(key, storage)), "remove-" + storage.name());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    long startedAt = System.nanoTime();
    boolean interrupted = false;
    for (int i = 0; i < threads.size(); i++) {
      long limit = Math.min(LIMIT.toNanos(), storages.get(i).stallLimit().toNanos());
      interrupted |= join(threads.get(i), startedAt + limit);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers whether it was interrupted meanwhile. */
  private static boolean join(Thread thread, long deadline) {
    boolean interrupted = false;
    for (long left = deadline - System.nanoTime();
        thread.isAlive() && left > 0;
        left = deadline - System.nanoTime()) {
      try {
        thread.join(Math.max(1, left / 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  private static void remove(ObjectKey key, TargetStorage storage) {
    try {
      storage.provider().delete(KeyLayout.manifestKey(key));
      storage.provider().delete(key);
      storage.provider().delete(KeyLayout.usersKey(key));
    } catch (LockedException e) {
      LOG.info(
          "{} on storage {} is {}; it is swept after that", key, storage.name(), e.lock().text());
    } catch (RuntimeException e) {
      LOG.warn(
          "{} on storage {} could not be removed; it is swept later: {}",
          key,
          storage.name(),
          e.getMessage());
    }
  }
}
