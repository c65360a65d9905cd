package io.dumpwarden.app;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.LocalStorages;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.drill.DrillRecovery;
import io.dumpwarden.drill.DrillRequest;
import io.dumpwarden.drill.DrillRunner;
import io.dumpwarden.drill.DrillRunner.Begun;
import io.dumpwarden.drill.DueDrills;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.ClusterLock;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeLease;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.run.RunStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's drills: those that schedules want, one at a time, when no run has to wait. */
public final class DrillWork {

  private static final Logger LOG = LoggerFactory.getLogger(DrillWork.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration SWEEP_PAUSE = Duration.ofMinutes(5);
  private static final Duration CLEAN_UP = Duration.ofSeconds(20);

  /** How many that somebody asked for may go at once, beside a schedule's. */
  private static final int ASKED = 2;

  private final Platform platform;
  private final Node node;
  private final NodeLease lease;
  private final ClusterLock clusterLock;
  private final LocalStorages locals;
  private final DrillRunner runner;
  private final DueDrills due;
  private final DrillRecovery recovery;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DrillWork::thread);

  /** Those that somebody asked for: they wait for no schedule's. */
  private final ExecutorService asked = Executors.newCachedThreadPool(DrillWork::thread);

  private final Semaphore places = new Semaphore(ASKED);
  private final Set<RunControl> controls = new HashSet<>();
  private boolean stopped;

  DrillWork(Platform platform, Node node, NodeLease lease, ClusterLock clusterLock) {
    DrillWiring wiring = new DrillWiring(platform, platform.keyring());
    this.platform = platform;
    this.node = node;
    this.lease = lease;
    this.clusterLock = clusterLock;
    this.locals = platform.localStorages();
    this.runner = wiring.runner();
    this.due = wiring.due();
    this.recovery = wiring.recovery();
  }

  /**
   * Begins to look for what is due.
   *
   * @param sweeps for what may wait for servers
   */
  void start(ScheduledExecutorService sweeps) {
    Periodic.every(thread, PAUSE, "drills", this::drillOne);
    Periodic.every(sweeps, PAUSE, "drill recovery", this::recover);
    Periodic.every(sweeps, SWEEP_PAUSE, "temporary folders", platform.data()::sweepTemporary);
  }

  /** Ends a drill at work as interrupted, and waits until it has cleaned up. */
  void stop() throws InterruptedException {
    interrupt();
    if (!thread.awaitTermination(CLEAN_UP.toSeconds(), TimeUnit.SECONDS)
        || !asked.awaitTermination(CLEAN_UP.toSeconds(), TimeUnit.SECONDS)) {
      LOG.warn("a drill does not end");
    }
  }

  private synchronized void interrupt() {
    thread.shutdown();
    asked.shutdown();
    stopped = true;
    controls.forEach(DrillWork::interrupt);
  }

  private static void interrupt(RunControl control) {
    control.end(ErrorCode.INTERRUPTED, "the daemon was stopped");
  }

  /**
   * Begins a drill that somebody asks for, beside those of schedules.
   *
   * @return its id; its row is there
   * @throws DumpwardenException where it cannot begin, as {@link DrillRunner#begin}; {@code BUSY}
   *     where as many go as may
   */
  public String ask(DrillRequest request) {
    if (!places.tryAcquire()) {
      throw new DumpwardenException(
          ErrorCode.BUSY,
          "%d drills that were asked for are under way here".formatted(ASKED),
          "try again when one has ended",
          null);
    }
    boolean handedOver = false;
    try {
      Begun begun = runner.begin(request, node);
      handedOver = true;
      handOver(begun);
      return begun.drill().id();
    } finally {
      if (!handedOver) {
        places.release();
      }
    }
  }

  private void handOver(Begun begun) {
    Runnable work =
        () -> {
          try {
            run(begun);
          } finally {
            places.release();
          }
        };
    try {
      asked.execute(work);
    } catch (RejectedExecutionException e) {
      // the daemon is stopping: it ends as interrupted, on record
      work.run();
    }
  }

  private void recover() {
    if (lease.mayJudgeOthers()) {
      clusterLock.tryRun("drill-recovery", () -> recovery.recover(NodeLease.GRACE));
    }
  }

  private void drillOne() {
    runner.recordLate();
    if (runsWait() || !lease.isHeld()) {
      return;
    }
    AtomicReference<@Nullable Begun> mine = new AtomicReference<>();
    // only to choose and to record: the lock must not be held for hours
    clusterLock.tryRun("drills", () -> mine.set(begin()));
    Begun begun = mine.get();
    if (begun != null) {
      run(begun);
    }
  }

  private void run(Begun begun) {
    RunControl control = new RunControl(Thread.currentThread());
    hold(control);
    try {
      runner.run(begun, control);
    } catch (DumpwardenException e) {
      LOG.warn("the end of drill {} waits: {}", begun.drill().id(), e.getMessage());
    } finally {
      letGo(control);
    }
  }

  /** One that cannot begin is failed on record and no longer due: the next has its turn. */
  private @Nullable Begun begin() {
    while (true) {
      ConfigSnapshot config = platform.snapshots().get();
      Optional<DrillRequest> request =
          due.next(config, platform.clock().instant(), backup -> isReadable(backup, config));
      if (request.isEmpty()) {
        return null;
      }
      Optional<Begun> begun = runner.beginOrFail(request.get(), node);
      if (begun.isPresent()) {
        return begun.get();
      }
    }
  }

  private synchronized void hold(RunControl control) {
    controls.add(control);
    if (stopped) {
      interrupt(control);
    }
  }

  private synchronized void letGo(RunControl control) {
    controls.remove(control);
  }

  private boolean runsWait() {
    return platform.queue().active().stream()
        .anyMatch(
            run ->
                run.status() == RunStatus.QUEUED
                    && !run.notBefore().isAfter(platform.clock().instant()));
  }

  /** A local storage of another host is left to the nodes there. */
  private boolean isReadable(Backup backup, ConfigSnapshot config) {
    return backup.copies().stream()
        .filter(copy -> copy.status() == CopyStatus.STORED)
        .flatMap(copy -> OutputFolder.storageOf(copy, config).stream())
        .anyMatch(storage -> !locals.isOfAnother(storage));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "drill");
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }
}
