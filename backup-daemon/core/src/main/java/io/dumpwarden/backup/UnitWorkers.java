package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.error.LogContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Backs up the units of a run: as many at a time as its spec says, or, with an engine that reads
 * one over several connections, one after the other.
 */
final class UnitWorkers {

  private final PreparedRun run;
  private final DatabaseBackup databaseBackup;
  private final AtomicInteger next = new AtomicInteger();
  private final ConcurrentHashMap<Integer, Backup> backups = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  UnitWorkers(PreparedRun run, DatabaseBackup databaseBackup) {
    this.run = run;
    this.databaseBackup = databaseBackup;
  }

  /**
   * Runs them all, the calling thread among the workers; returns when every worker has ended.
   *
   * @return the backups in the order of the units
   * @throws io.dumpwarden.error.DumpwardenException where the run was ended from outside; what was
   *     backed up until then is recorded
   */
  List<Backup> run() throws Throwable {
    int atATime = run.isNative() ? 1 : run.spec().databasesAtATime();
    int helpers = Math.min(atATime, run.units().size()) - 1;
    List<Thread> threads = IntStream.range(0, helpers).mapToObj(this::start).toList();
    work();
    join(threads);
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
    return IntStream.range(0, run.units().size()).mapToObj(backups::get).toList();
  }

  private Thread start(int number) {
    Thread thread =
        new Thread(
            LogContext.carried(this::help), Thread.currentThread().getName() + "-" + (number + 2));
    thread.start();
    return thread;
  }

  private void help() {
    Runnable leave = run.active().control().join();
    try {
      work();
    } finally {
      leave.run();
    }
  }

  private void work() {
    try {
      for (int unit = next.getAndIncrement();
          unit < run.units().size() && failure.get() == null;
          unit = next.getAndIncrement()) {
        run.active().control().throwIfEnded();
        backups.put(unit, databaseBackup.run(run, run.units().get(unit)));
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  /** They end by themselves, also when the run is ended: each closes what it holds. */
  private static void join(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : new ArrayList<>(threads)) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
